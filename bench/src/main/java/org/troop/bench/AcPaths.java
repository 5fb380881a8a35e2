package org.troop.bench;

import java.nio.file.Path;
import org.troop.solver.search.ProverOptions;
import org.troop.solver.search.TheoryProver;
import org.troop.term.ac.AcService;
import org.troop.term.ac.AcSession;
import org.troop.theory.close.Closing;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.syntax.Theory;

/**
 * Proves the lemmas of the theories named, and prints how their questions to the AC engine were answered: on the spot, from a cache,
 * or by computing. Run with {@code java -cp 'bench/target/classes:bench/target/lib/*' org.troop.bench.AcPaths FILE...}.
 */
public final class AcPaths {
    private AcPaths() {}

    public static void main(String[] files) {
        long[] sum = new long[3];
        for (String file : files) {
            try {
                Theory open = TheoryParser.parse(Path.of(file), ParseOptions.DEFAULT);
                AcService[] used = new AcService[1];
                var closed = Closing.close(open, (signature, heads) -> {
                    used[0] = new AcService(new AcSession(signature), heads);
                    return used[0];
                });
                new TheoryProver(closed, ProverOptions.DEFAULT, line -> {}).prove(lemma -> true);
                AcService.Counts c = used[0].counts();
                sum[0] += c.trivial();
                sum[1] += c.cached();
                sum[2] += c.computed();
                System.out.println(
                        Path.of(file).getFileName() + "\t" + c.trivial() + "\t" + c.cached() + "\t" + c.computed());
            } catch (Exception e) {
                System.out.println(Path.of(file).getFileName() + "\t" + e.getMessage());
            }
        }
        System.out.println("sum\t" + sum[0] + "\t" + sum[1] + "\t" + sum[2]);
    }
}
