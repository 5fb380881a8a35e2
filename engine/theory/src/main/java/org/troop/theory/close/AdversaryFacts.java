package org.troop.theory.close;

import java.util.Arrays;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.theory.close.RuleInfo.Kind;
import org.troop.theory.syntax.FactTag;

/** Builds the facts, terms and rules of the adversary in one store. */
final class AdversaryFacts {
    static final int[] NONE = {};

    final TermStore s;
    private final Heads heads;
    private final int kuTag;
    private final int kdTag;
    private final int xName;

    AdversaryFacts(TermStore s) {
        this.s = s;
        heads = s.heads;
        kuTag = heads.head(Heads.Layer.FACT, FactTag.KU);
        kdTag = heads.head(Heads.Layer.FACT, FactTag.KD);
        xName = heads.string("x");
    }

    int[] ku(int... ts) {
        return each(kuTag, ts);
    }

    int[] kd(int... ts) {
        return each(kdTag, ts);
    }

    private int[] each(int tag, int[] ts) {
        int[] out = new int[ts.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = s.app(tag, ts[i]);
        }
        return out;
    }

    int[] fact(FactTag tag, int t) {
        return new int[] {s.app(heads.head(Heads.Layer.FACT, tag), t)};
    }

    /** The message variable x.i. */
    int x(int i) {
        return x(Sort.MSG, i);
    }

    int x(Sort sort, int i) {
        return s.var(xName, sort, i);
    }

    int variable(String name) {
        return s.var(heads.string(name), Sort.MSG, 0);
    }

    int app(Symbol f, int... args) {
        return s.app(heads.function(f), args);
    }

    /** A rule that concludes what is also its action. */
    AdversaryRule construction(Kind kind, String name, int[] premises, int t, int... newVariables) {
        int[] conclusion = ku(t);
        return new AdversaryRule(RuleInfo.of(kind, name), RuleBody.of(premises, conclusion, conclusion, newVariables));
    }

    AdversaryRule construction(String name, int[] premises, int t) {
        return construction(Kind.CONSTRUCTION, name, premises, t);
    }

    AdversaryRule destruction(RuleInfo info, int[] premises, int t) {
        return new AdversaryRule(info, RuleBody.of(premises, kd(t), NONE, NONE));
    }

    /** A fixed destruction rule. */
    AdversaryRule destruction(String name, int remaining, int[] premises, int t) {
        return destruction(RuleInfo.destruction(name, remaining, true, false), premises, t);
    }

    static int[] concat(int[] a, int[] b) {
        int[] out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }
}
