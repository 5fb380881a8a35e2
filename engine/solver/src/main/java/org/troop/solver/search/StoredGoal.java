package org.troop.solver.search;

import it.unimi.dsi.fastutil.bytes.ByteArrayList;
import org.troop.term.Sort;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.theory.close.GoalTerms;
import org.troop.theory.syntax.Goal;

/**
 * A solved goal as a proof keeps it: the term in prefix notation, a few dozen bytes. Proofs of millions of steps hold one per
 * step; trees are made only for printing.
 */
final class StoredGoal {
    private static final Sort[] SORTS = Sort.values();

    private final Heads heads;
    private final byte[] code;

    private StoredGoal(Heads heads, byte[] code) {
        this.heads = heads;
        this.code = code;
    }

    static StoredGoal of(TermStore s, int goal, int annotations) {
        ByteArrayList out = new ByteArrayList(64);
        out.add((byte) annotations);
        write(s, goal, out);
        return new StoredGoal(s.heads, out.toByteArray());
    }

    /** What {@link #code} gave in a process with the same theory. */
    static StoredGoal ofCode(Heads heads, byte[] code) {
        return new StoredGoal(heads, code);
    }

    byte[] code() {
        return code;
    }

    private static void write(TermStore s, int t, ByteArrayList out) {
        int k = s.kind(t);
        if (k == TermStore.APP) {
            out.add((byte) k);
            number(s.head(t), out);
            number(s.arity(t), out);
            for (int i = 0, n = s.arity(t); i < n; i++) {
                write(s, s.arg(t, i), out);
            }
            return;
        }
        out.add((byte) (k | s.sort(t).ordinal() << 4));
        number(s.nameId(t), out);
        if (k == TermStore.VAR) {
            number(s.index(t), out);
        }
    }

    private static void number(int n, ByteArrayList out) {
        int x = n;
        while (x > 127) {
            out.add((byte) (x | 128));
            x >>>= 7;
        }
        out.add((byte) x);
    }

    Goal toTree() {
        TermStore s = new TermStore(heads);
        Reader r = new Reader(s, code);
        return GoalTerms.toTree(s, r.read(), code[0]);
    }

    private static final class Reader {
        private final TermStore s;
        private final byte[] in;
        private int at = 1;

        Reader(TermStore s, byte[] in) {
            this.s = s;
            this.in = in;
        }

        int read() {
            int b = in[at++];
            int k = b & 15;
            if (k == TermStore.APP) {
                int head = number();
                int[] as = new int[number()];
                for (int i = 0; i < as.length; i++) {
                    as[i] = read();
                }
                return s.app(head, as);
            }
            Sort sort = SORTS[b >> 4];
            int word = number();
            return switch (k) {
                case TermStore.VAR -> s.var(word, sort, number());
                case TermStore.NAME -> s.name(sort, word);
                case TermStore.BOUND -> s.bound(word);
                case TermStore.INT -> s.integer(word);
                default -> s.binder(word, sort);
            };
        }

        private int number() {
            int x = 0;
            for (int shift = 0; ; shift += 7) {
                int b = in[at++];
                x |= (b & 127) << shift;
                if (b >= 0) {
                    return x;
                }
            }
        }
    }
}
