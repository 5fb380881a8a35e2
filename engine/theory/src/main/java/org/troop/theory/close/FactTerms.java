package org.troop.theory.close;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.troop.term.Term;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.Fact.Annotation;
import org.troop.theory.syntax.FactTag;

/**
 * Facts as terms: an application whose head is the fact's tag. Terms carry no annotations; where they matter they travel
 * as bits beside the fact ({@link Rule#SOLVE_FIRST} and so on).
 */
public final class FactTerms {
    private FactTerms() {}

    /**
     * Enters a fact.
     *
     * @throws IllegalStateException if the heads are frozen and do not know a symbol or name of the fact
     */
    public static int toTerm(TermStore s, Fact f) {
        int[] args = new int[f.args().size()];
        for (int i = 0; i < args.length; i++) {
            args[i] = s.fromTree(f.args().get(i));
        }
        return s.app(s.heads.head(Heads.Layer.FACT, f.tag()), args);
    }

    static int[] toTerms(TermStore s, List<Fact> fs) {
        int[] out = new int[fs.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = toTerm(s, fs.get(i));
        }
        return out;
    }

    public static FactTag tag(TermStore s, int fact) {
        return (FactTag) s.heads.key(s.head(fact));
    }

    /** The fact as a tree, with the annotations of the given bits. */
    public static Fact toTree(TermStore s, int fact, int annotations) {
        return new Fact(tag(s, fact), arguments(s, fact), annotations(annotations));
    }

    static Fact toTree(TermStore s, int fact, Set<Annotation> annotations) {
        return new Fact(tag(s, fact), arguments(s, fact), annotations);
    }

    private static List<Term> arguments(TermStore s, int fact) {
        List<Term> args = new ArrayList<>(s.arity(fact));
        for (int i = 0; i < s.arity(fact); i++) {
            args.add(s.toTree(s.arg(fact, i)));
        }
        return args;
    }

    /** The bits of a fact's annotations. */
    public static byte bits(Fact f) {
        int b = 0;
        for (Annotation a : f.annotations()) {
            b |= switch (a) {
                case SOLVE_FIRST -> Rule.SOLVE_FIRST;
                case SOLVE_LAST -> Rule.SOLVE_LAST;
                case NO_PRECOMPUTATION -> Rule.NO_PRECOMPUTATION;
            };
        }
        return (byte) b;
    }

    /** The annotations of bits. */
    public static Set<Annotation> annotations(int bits) {
        if (bits == 0) {
            return Set.of();
        }
        Set<Annotation> out = EnumSet.noneOf(Annotation.class);
        if ((bits & Rule.SOLVE_FIRST) != 0) {
            out.add(Annotation.SOLVE_FIRST);
        }
        if ((bits & Rule.SOLVE_LAST) != 0) {
            out.add(Annotation.SOLVE_LAST);
        }
        if ((bits & Rule.NO_PRECOMPUTATION) != 0) {
            out.add(Annotation.NO_PRECOMPUTATION);
        }
        return out;
    }

    static byte[] bits(List<Fact> fs) {
        byte[] out = new byte[fs.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = bits(fs.get(i));
        }
        return out;
    }
}
