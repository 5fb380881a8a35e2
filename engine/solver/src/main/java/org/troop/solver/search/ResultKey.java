package org.troop.solver.search;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.Ranking;
import org.troop.theory.syntax.SyntaxDigest;
import org.troop.theory.syntax.Theory;

/**
 * What the result of a lemma depends on, as a hash: equal keys mean the same verdict, number of steps and printed proof. So a
 * result that was kept is one to use again exactly if its key is that of the lemma now.
 *
 * <p>The key covers
 *
 * <ul>
 *   <li>the engine's code, as a hash that the caller gives;
 *   <li>the theory as it was closed (after the preprocessor, partial evaluation and generated sources lemmas): signature,
 *       rules with their variants, restrictions, macros, predicates, tactics, heuristic, options, configuration: everything
 *       but lemmas, formal comments and its file's path;
 *   <li>the lemma: name, attributes, formula and the proof that the file has for it;
 *   <li>the lemmas that are taken for granted in its proof: {@code reuse} lemmas before it and those that refine the
 *       sources, with their formulas and attributes, without their proofs;
 *   <li>strategy, bound, heuristic and limits of the precomputation as given on the command line, and whether only an oracle
 *       ranks goals;
 *   <li>the contents of the files that the caller names, if an oracle ranks the lemma's goals.
 * </ul>
 *
 * <p>It does not cover what cannot change a result that is complete: threads, memory, and limits of time, steps and memory. So a
 * result that such a limit ended must not be kept. Nor does it cover lemmas that are not taken for granted: editing one
 * leaves the keys of the others as they are. Whether an assumption is itself proved is not part of a lemma's result.
 *
 * @param hex 64 hexadecimal digits
 */
public record ResultKey(String hex) {
    private static final int VERSION = 1;

    /**
     * @param engine a hash of the engine's code
     * @param lemma one of the theory's
     * @param oracleFiles contents by name of every file that the answers of the {@linkplain #oracles oracles} depend on: the
     *     scripts, and what they read. Scripts that depend on more than these are not for keeping results
     */
    public static ResultKey of(
            String engine, ClosedTheory theory, Lemma lemma, ProverOptions options, Map<String, byte[]> oracleFiles) {
        LemmaContext context = LemmaContext.of(theory, lemma, options.heuristic());
        SyntaxDigest d = new SyntaxDigest().add(VERSION).add(engine);
        addRules(d, theory);
        d.add(theory.theory().heuristic()).add(theory.theory().tactics());
        add(d, lemma);
        d.add(lemma.proof());
        context.assumptions().forEach(l -> add(d, l));
        d.add(options.strategy()).add(options.bound()).add(context.heuristic()).add(options.limits());
        addRace(d, options.race());
        if (!oracles(theory, lemma, options).isEmpty()) {
            d.add(options.oracles().isOnly()).add(oracleFiles);
        }
        return new ResultKey(HexFormat.of().formatHex(d.digest()));
    }

    /** Where rankings race, the key stands for the verdict: the proof is that of whoever was first. */
    private static void addRace(SyntaxDigest d, Race race) {
        if (race.isRun()) {
            race.entrants().forEach(e -> d.add(e.rankings()));
        }
        if (race.isRun() || race.firstTraceEnds()) {
            d.add(race.firstTraceEnds());
        }
    }

    /** The scripts that rank the lemma's goals. */
    public static List<Ranking.Oracle> oracles(ClosedTheory theory, Lemma lemma, ProverOptions options) {
        List<Ranking.Oracle> out = new ArrayList<>();
        List<Ranking> all = new ArrayList<>(
                LemmaContext.of(theory, lemma, options.heuristic()).heuristic());
        options.race().entrants().forEach(e -> all.addAll(e.rankings()));
        for (Ranking r : all) {
            if (r instanceof Ranking.Oracle o) {
                out.add(o);
            }
        }
        return out;
    }

    /** A hash of a closed theory without its lemmas: what all of them are about. In hex. */
    public static String ofTheory(ClosedTheory theory) {
        SyntaxDigest d = new SyntaxDigest();
        addRules(d, theory);
        d.add(theory.theory().heuristic()).add(theory.theory().tactics());
        return HexFormat.of().formatHex(d.digest());
    }

    /** A hash of what a lemma says, apart from its attributes. In hex. */
    public static String ofStatement(Lemma l) {
        SyntaxDigest d = new SyntaxDigest();
        d.add(l.name()).add(l.side()).add(l.quantifier()).add(l.formula());
        return HexFormat.of().formatHex(d.digest());
    }

    /** Adds a closed theory, except lemmas, formal comments, the path of its file, and how goals are ranked. */
    static void addRules(SyntaxDigest d, ClosedTheory theory) {
        Theory t = theory.theory();
        d.add(t.name()).add(t.diff()).add(t.signature());
        d.add(t.items().stream()
                .filter(i -> !(i instanceof Lemma || i instanceof Item.Text))
                .toList());
        d.add(t.options()).add(t.intruderRules());
        theory.ruleItems().forEach(d::add);
    }

    /** Adds a lemma without its proof and its text. */
    static void add(SyntaxDigest d, Lemma l) {
        d.add(l.name()).add(l.side()).add(l.attributes()).add(l.quantifier()).add(l.formula());
    }
}
