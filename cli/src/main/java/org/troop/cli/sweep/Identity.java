package org.troop.cli.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.troop.cli.Settings;
import org.troop.proto.Theory;
import org.troop.solver.cache.EngineHash;
import org.troop.theory.syntax.SyntaxDigest;
import org.troop.worker.theory.TheoryFiles;

/**
 * What the result of a job depends on at most, as the text of files and options has it: so it is known before a theory is
 * read. Threads and limits are not part of it. Where it differs from the one of a result, the
 * {@link org.troop.solver.search.ResultKey}s decide.
 */
final class Identity {
    private final Map<String, String> theories = new ConcurrentHashMap<>();
    private final OracleFiles oracles;

    Identity(OracleFiles oracles) {
        this.oracles = oracles;
    }

    /** In hex. */
    String of(Job job) {
        Settings s = job.settings();
        SyntaxDigest d = new SyntaxDigest()
                .add(EngineHash.hex())
                .add(theories.computeIfAbsent(job.theory(), Identity::files))
                .add(job.lemma())
                .add(s.defines())
                .add(s.strategy())
                .add(s.bound())
                .add(s.heuristic())
                .add(s.oracle())
                .add(s.race())
                .add(s.firstTraceEnds())
                .add(List.of(s.limits().openChains(), s.limits().saturation()))
                .add(s.autoSources())
                .add(s.specialisation())
                .add(s.oracleUse().isAllowed())
                .add(s.oracleUse().isOnly())
                .add(oracles.of(job.rankings()));
        return HexFormat.of().formatHex(d.digest());
    }

    /**
     * Looks at the files of a theory now.
     *
     * @return whether they are as they were when they were looked at last
     */
    boolean looksAgain(String theory) {
        String now = files(theory);
        return now.equals(theories.put(theory, now));
    }

    /** Of the theory with everything that it may include. */
    private static String files(String theory) {
        try {
            Theory.Builder all = Theory.newBuilder();
            TheoryFiles.gather(Path.of(theory), all);
            return TheoryFiles.identity(all.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
