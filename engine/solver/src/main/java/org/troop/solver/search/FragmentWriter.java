package org.troop.solver.search;

import it.unimi.dsi.fastutil.bytes.ByteArrayList;
import java.nio.charset.StandardCharsets;
import org.troop.theory.syntax.ProofMethod;

/**
 * Writes a part of a proof tree, some dozen bytes per node: nodes in preorder, each a tag, its goal or text, the number of its
 * cases, their names, then the cases. Numbers are unsigned LEB128. Open nodes are holes, numbered in the order in which
 * they are written.
 */
final class FragmentWriter {
    static final int VERSION = 1;

    static final int HOLE = 0;
    static final int PRUNED = 1;
    static final int SIMPLIFY = 2;
    static final int INDUCTION = 3;
    static final int SOLVE = 4;
    static final int CONTRADICTION = 5;
    static final int SOLVED = 6;
    static final int UNFINISHABLE = 7;
    static final int SORRY = 8;
    static final int OPEN_SORRY = 9;

    private final ByteArrayList out = new ByteArrayList(1024);

    FragmentWriter() {
        out.add((byte) VERSION);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** A node that is searched elsewhere. */
    void hole() {
        out.add((byte) HOLE);
    }

    /** A node that no result needs, because it is behind a trace. */
    void pruned() {
        out.add((byte) PRUNED);
    }

    /** An expanded node; its cases are to be written next, in order. */
    void node(SearchNode n) {
        switch (n.step()) {
            case Step.Solve s -> {
                out.add((byte) SOLVE);
                byte[] code = s.goal().code();
                number(code.length);
                out.addElements(out.size(), code);
                cases(n);
            }
            case Step.Plain p -> plain(n, p.method());
        }
    }

    private void plain(SearchNode n, ProofMethod m) {
        switch (m) {
            case ProofMethod.Simplify s -> {
                out.add((byte) SIMPLIFY);
                cases(n);
            }
            case ProofMethod.Induction i -> {
                out.add((byte) INDUCTION);
                cases(n);
            }
            case ProofMethod.Contradiction k -> {
                if (!(k.reason() instanceof ProofMethod.Reason.Text t)) {
                    throw new IllegalArgumentException("a contradiction without its text");
                }
                out.add((byte) CONTRADICTION);
                text(t.text());
            }
            case ProofMethod.Solved s -> out.add((byte) SOLVED);
            case ProofMethod.Unfinishable u -> out.add((byte) UNFINISHABLE);
            case ProofMethod.Sorry s -> {
                String reason = s.reason();
                out.add((byte) (reason == null ? OPEN_SORRY : SORRY));
                if (reason != null) {
                    text(reason);
                }
            }
            default -> throw new IllegalArgumentException("not a step of a search: " + m);
        }
    }

    private void cases(SearchNode n) {
        number(n.caseCount());
        for (int i = 0; i < n.caseCount(); i++) {
            text(n.caseName(i));
        }
    }

    private void text(String s) {
        byte[] b = s.getBytes(StandardCharsets.UTF_8);
        number(b.length);
        out.addElements(out.size(), b);
    }

    private void number(int n) {
        int x = n;
        while (x > 127) {
            out.add((byte) (x | 128));
            x >>>= 7;
        }
        out.add((byte) x);
    }
}
