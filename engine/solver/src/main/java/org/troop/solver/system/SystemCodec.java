package org.troop.solver.system;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.troop.term.Sort;
import org.troop.term.store.TermStore;
import org.troop.term.unify.Disjunction;

/**
 * Constraint systems as compact int arrays that do not depend on a workspace: for open nodes that wait, and for handing nodes
 * to other threads. Terms of the theory's base are referred to by id, the others are listed once, arguments first. Equal
 * systems of one theory have equal codes, up to the reasons of orderings at the end.
 */
public final class SystemCodec {
    private static final Sort[] SORTS = Sort.values();

    private SystemCodec() {}

    public static int[] encode(Workspace w, ConstraintSystem c) {
        return new Encoder(w).encode(c);
    }

    public static ConstraintSystem decode(Workspace w, int[] code) {
        return new Decoder(w, code).decode();
    }

    /**
     * Decodes what came from elsewhere: takes exactly the codes that {@link #encode} gives, and needs no more memory than they do.
     *
     * @throws MalformedCodeException for everything else
     */
    public static ConstraintSystem decodeUntrusted(Workspace w, int[] code) {
        ConstraintSystem c;
        int[] again;
        try {
            c = decode(w, code);
            again = encode(w, c);
        } catch (MalformedCodeException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new MalformedCodeException("numbers that are no encoding of a constraint system", e);
        }
        if (!Arrays.equals(code, again)) {
            throw new MalformedCodeException("numbers that are no encoding of a constraint system");
        }
        return c;
    }

    private static final class Encoder {
        private final TermStore s;
        private final int common;
        private final Int2IntOpenHashMap refs = new Int2IntOpenHashMap();
        private final IntArrayList terms = new IntArrayList();
        private final IntArrayList body = new IntArrayList();
        private int count;

        Encoder(Workspace w) {
            s = w.s;
            common = w.theory.base().size();
        }

        int[] encode(ConstraintSystem c) {
            body.add(c.nodeCount());
            for (int k = 0; k < c.nodeCount(); k++) {
                body.add(ref(c.node(k)));
                body.add(ref(c.instance(k)));
            }
            set(c.edges);
            refs(c.less.sorted(s));
            body.add(c.last == 0 ? 0 : ref(c.last));
            set(c.negativeSubterms);
            set(c.positiveSubterms);
            set(c.solvedSubterms);
            set(c.oldNegativeSubterms);
            refs(c.equations.free());
            body.add(c.equations.disjunctions().size());
            for (Disjunction d : c.equations.disjunctions()) {
                body.add(d.id());
                body.add(d.size());
                for (int[] sub : d.substs()) {
                    refs(sub);
                }
            }
            body.add(c.equations.nextSplit());
            set(c.formulas);
            set(c.solvedFormulas);
            set(c.lemmas);
            c.goals.sort(s);
            body.add(c.goals.size());
            for (int i = 0; i < c.goals.size(); i++) {
                body.add(ref(c.goals.goal(i)));
                body.add(c.goals.number(i));
                body.add(c.goals.flags(i));
            }
            body.add(c.nextGoal);
            body.add((c.subtermsContradictory ? 1 : 0) | (c.refined ? 2 : 0) | (c.simplified ? 4 : 0));
            for (byte why : c.less.reasons()) {
                body.add(why);
            }
            int[] out = new int[1 + terms.size() + body.size()];
            out[0] = count;
            terms.getElements(0, out, 1, terms.size());
            body.getElements(0, out, 1 + terms.size(), body.size());
            return out;
        }

        private void set(TermSet x) {
            refs(x.sorted(s));
        }

        private void refs(int[] ts) {
            body.add(ts.length);
            for (int t : ts) {
                body.add(ref(t));
            }
        }

        private int ref(int t) {
            if (t < common) {
                return t;
            }
            int known = refs.get(t);
            if (known != 0) {
                return known;
            }
            int k = s.kind(t);
            if (k == TermStore.APP) {
                int n = s.arity(t);
                int[] as = new int[n];
                for (int i = 0; i < n; i++) {
                    as[i] = ref(s.arg(t, i));
                }
                terms.add(k);
                terms.add(s.head(t));
                terms.add(n);
                terms.addElements(terms.size(), as);
            } else {
                terms.add(k);
                terms.add(s.nameId(t));
                terms.add(s.sort(t).ordinal());
                if (k == TermStore.VAR) {
                    terms.add(s.index(t));
                }
            }
            int r = common + count++;
            refs.put(t, r);
            return r;
        }
    }

    private static final class Decoder {
        private final TermStore s;
        private final int common;
        private final int[] in;
        private int at;
        private int[] local = {};

        Decoder(Workspace w, int[] code) {
            s = w.s;
            common = w.theory.base().size();
            in = code;
        }

        ConstraintSystem decode() {
            local = new int[count(2)];
            for (int i = 0; i < local.length; i++) {
                local[i] = readTerm();
            }
            ConstraintSystem c = new ConstraintSystem();
            int n = count(2);
            int[] ids = new int[n];
            int[] labels = new int[n];
            for (int k = 0; k < n; k++) {
                ids[k] = ref();
                labels[k] = ref();
            }
            c.setNodes(ids, labels);
            c.edges = set();
            int[] less = refs();
            c.last = ref();
            c.negativeSubterms = set();
            c.positiveSubterms = set();
            c.solvedSubterms = set();
            c.oldNegativeSubterms = set();
            c.equations.setFree(refs());
            int ds = count(2);
            List<Disjunction> disjunctions = new ArrayList<>(ds);
            for (int i = 0; i < ds; i++) {
                int id = in[at++];
                int[][] subs = new int[count(1)][];
                for (int j = 0; j < subs.length; j++) {
                    subs[j] = refs();
                }
                disjunctions.add(new Disjunction(id, subs));
            }
            c.equations.setDisjunctions(disjunctions);
            c.equations.setNextSplit(in[at++]);
            c.formulas = set();
            c.solvedFormulas = set();
            c.lemmas = set();
            int goals = count(3);
            for (int i = 0; i < goals; i++) {
                int g = ref();
                int number = in[at++];
                c.goals.put(g, number, in[at++]);
            }
            c.nextGoal = in[at++];
            int flags = in[at++];
            c.less.set(less, reasons(less.length));
            if (at != in.length) {
                throw new MalformedCodeException("a constraint system with numbers behind its end");
            }
            c.subtermsContradictory = (flags & 1) != 0;
            c.refined = (flags & 2) != 0;
            c.simplified = (flags & 4) != 0;
            return c;
        }

        /** A number of things that take at least so many ints each. */
        private int count(int size) {
            int n = in[at++];
            if (n < 0 || n > (in.length - at) / size) {
                throw new MalformedCodeException("a constraint system that is cut short");
            }
            return n;
        }

        private int ref() {
            int r = in[at++];
            return r < common ? r : local[r - common];
        }

        private int[] refs() {
            int[] out = new int[count(1)];
            for (int i = 0; i < out.length; i++) {
                out[i] = ref();
            }
            return out;
        }

        private byte[] reasons(int n) {
            byte[] out = new byte[n];
            for (int i = 0; i < n; i++) {
                int why = in[at++];
                if (why < 0 || why >= OrderingReason.values().length) {
                    throw new MalformedCodeException("an ordering without a reason");
                }
                out[i] = (byte) why;
            }
            return out;
        }

        private TermSet set() {
            TermSet x = new TermSet();
            x.set(refs());
            return x;
        }

        /** Sums of sums are never written; reading them would take memory exponential in their number. */
        private void requireNormal(int head, int[] args) {
            if (head <= 0 || head >= s.heads.count()) {
                throw new MalformedCodeException("a symbol that the theory does not have");
            }
            if (s.heads.isAc(head)) {
                for (int t : args) {
                    if (s.head(t) == head) {
                        throw new MalformedCodeException("a term that is not in normal form");
                    }
                }
            }
        }

        private int readTerm() {
            int k = in[at++];
            if (k == TermStore.APP) {
                int head = in[at++];
                int[] args = refs();
                requireNormal(head, args);
                return s.app(head, args);
            }
            int word = in[at++];
            if (k != TermStore.INT && k != TermStore.BOUND) {
                s.heads.string(word); // throws if there is none
            }
            Sort sort = SORTS[in[at++]];
            return switch (k) {
                case TermStore.VAR -> s.var(word, sort, in[at++]);
                case TermStore.NAME -> s.name(sort, word);
                case TermStore.BOUND -> s.bound(word);
                case TermStore.INT -> s.integer(word);
                case TermStore.BINDER -> s.binder(word, sort);
                default -> throw new IllegalArgumentException("kind " + k);
            };
        }
    }
}
