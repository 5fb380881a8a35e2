package org.troop.theory.print;

import java.util.ArrayDeque;
import java.util.Deque;
import org.troop.theory.syntax.ProofTree;

/**
 * Proof scripts, step by step: every step is a block of its own at an indentation that follows from its place in the
 * tree, so a proof of any size prints in the memory of one step and of the path to it.
 */
public final class ProofPrinter {
    private static final Doc UNANNOTATED = Doc.blockComment(Doc.text("unannotated"));

    private final Page page;
    private final boolean diff;
    private final boolean closed;

    private ProofPrinter(Page page, boolean diff, boolean closed) {
        this.page = page;
        this.diff = diff;
        this.closed = closed;
    }

    /** The proof of a closed theory: steps without a constraint system are marked. */
    public static void printClosed(ProofTree proof, boolean diff, Page page) {
        new ProofPrinter(page, diff, true).print(proof);
    }

    /** A script as it was read. */
    public static void printOpen(ProofTree proof, boolean diff, Page page) {
        new ProofPrinter(page, diff, false).print(proof);
    }

    public static String text(ProofTree proof) {
        StringBuilder out = new StringBuilder();
        Page page = new Page(out);
        printClosed(proof, false, page);
        page.flush();
        return out.toString();
    }

    /** A node with named cases, some of them printed. */
    private static final class Open {
        final ProofTree node;
        final int indent;
        int next;

        Open(ProofTree node, int indent) {
            this.node = node;
            this.indent = indent;
        }
    }

    private void print(ProofTree root) {
        Deque<Open> open = new ArrayDeque<>();
        chain(root, 0, open);
        while (!open.isEmpty()) {
            Open o = open.peek();
            if (o.next == o.node.caseCount()) {
                page.below("qed", o.indent);
                open.pop();
                continue;
            }
            if (o.next > 0) {
                page.below("next", o.indent);
            }
            page.below("case " + o.node.caseName(o.next), o.indent + 2);
            chain(o.node.subproof(o.next++), o.indent + 2, open);
        }
    }

    /** Prints steps down to the first leaf or node with named cases; the latter is opened. */
    private void chain(ProofTree node, int indent, Deque<Open> open) {
        for (; ; ) {
            Doc step = step(node);
            if (node.caseCount() == 0) {
                page.below(
                        MethodPrinter.isSolved(node.method())
                                ? step
                                : Doc.text("by ").beside(step),
                        indent);
                return;
            }
            page.below(step, indent);
            if (node.caseCount() > 1 || !node.caseName(0).isEmpty()) {
                open.push(new Open(node, indent));
                return;
            }
            node = node.subproof(0);
        }
    }

    private Doc step(ProofTree node) {
        Doc method = diff ? MethodPrinter.diffDoc(node.method()) : MethodPrinter.doc(node.method());
        return closed && !node.isAnnotated() ? Doc.sep(method, UNANNOTATED) : method;
    }
}
