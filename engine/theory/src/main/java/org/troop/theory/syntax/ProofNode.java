package org.troop.theory.syntax;

import java.util.ArrayDeque;
import java.util.List;

/**
 * A proof script: a method and one subproof per case, ascending by case name. Scripts may be very deep (one level per
 * step): walk them with an explicit stack.
 */
public record ProofNode(ProofMethod method, List<Case> cases) implements ProofTree {
    /** A subproof; the name is empty when the method has a single unnamed case. */
    public record Case(String name, ProofNode proof) {}

    public ProofNode {
        cases = List.copyOf(cases);
    }

    public static ProofNode leaf(ProofMethod method) {
        return new ProofNode(method, List.of());
    }

    /** {@code by sorry}. */
    public static ProofNode open() {
        return leaf(new ProofMethod.Sorry(null));
    }

    /** The number of steps. */
    public long size() {
        long n = 0;
        ArrayDeque<ProofNode> rest = new ArrayDeque<>();
        rest.push(this);
        while (!rest.isEmpty()) {
            ProofNode p = rest.pop();
            n++;
            p.cases.forEach(c -> rest.push(c.proof));
        }
        return n;
    }

    @Override
    public boolean isAnnotated() {
        return true;
    }

    @Override
    public int caseCount() {
        return cases.size();
    }

    @Override
    public String caseName(int index) {
        return cases.get(index).name();
    }

    @Override
    public ProofNode subproof(int index) {
        return cases.get(index).proof();
    }
}
