package org.troop.theory.close;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.troop.term.Term;
import org.troop.term.store.TermStore;
import org.troop.theory.syntax.Fact;

/**
 * The facts of a rule as one flat array: premises, conclusions, actions, then the new variables (terms, since a
 * substitution may have been applied). This is also the order in which rules are traversed for renamings.
 */
final class RuleBody {
    private final int[] terms;
    private final int conclusionsAt;
    private final int actionsAt;
    private final int newAt;

    private RuleBody(int[] terms, int conclusionsAt, int actionsAt, int newAt) {
        this.terms = terms;
        this.conclusionsAt = conclusionsAt;
        this.actionsAt = actionsAt;
        this.newAt = newAt;
    }

    static RuleBody of(int[] premises, int[] conclusions, int[] actions, int[] newVariables) {
        int c = premises.length;
        int a = c + conclusions.length;
        int n = a + actions.length;
        int[] all = Arrays.copyOf(premises, n + newVariables.length);
        System.arraycopy(conclusions, 0, all, c, conclusions.length);
        System.arraycopy(actions, 0, all, a, actions.length);
        System.arraycopy(newVariables, 0, all, n, newVariables.length);
        return new RuleBody(all, c, a, n);
    }

    /** Enters a rule given as trees. */
    static RuleBody of(
            TermStore s, List<Fact> premises, List<Fact> conclusions, List<Fact> actions, List<Term> newVariables) {
        int[] vs = new int[newVariables.size()];
        Arrays.setAll(vs, i -> s.fromTree(newVariables.get(i)));
        return of(FactTerms.toTerms(s, premises), FactTerms.toTerms(s, conclusions), FactTerms.toTerms(s, actions), vs);
    }

    /** All facts and new variables. Do not change. */
    int[] terms() {
        return terms;
    }

    /** Number of terms that are facts. */
    int facts() {
        return newAt;
    }

    /** The same shape with every fact and new variable mapped. */
    RuleBody map(IntUnaryOperator f) {
        int[] out = new int[terms.length];
        boolean same = true;
        for (int i = 0; i < out.length; i++) {
            out[i] = f.applyAsInt(terms[i]);
            same &= out[i] == terms[i];
        }
        return same ? this : new RuleBody(out, conclusionsAt, actionsAt, newAt);
    }

    int[] premises() {
        return Arrays.copyOfRange(terms, 0, conclusionsAt);
    }

    int[] conclusions() {
        return Arrays.copyOfRange(terms, conclusionsAt, actionsAt);
    }

    int[] actions() {
        return Arrays.copyOfRange(terms, actionsAt, newAt);
    }

    int[] newVariables() {
        return Arrays.copyOfRange(terms, newAt, terms.length);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof RuleBody b
                && conclusionsAt == b.conclusionsAt
                && actionsAt == b.actionsAt
                && newAt == b.newAt
                && Arrays.equals(terms, b.terms);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(terms);
    }
}
