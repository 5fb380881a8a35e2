package org.troop.solver.reduce;

import java.util.List;
import org.troop.solver.system.Workspace;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.store.TermStore;
import org.troop.theory.close.Rule;
import org.troop.theory.close.RuleInfo;

/** Rule S_⇢: a deconstruction chain ends here, or is extended by a destruction rule (Schmidt 2012, section 3.3.3). */
final class SolveChain {
    private SolveChain() {}

    /** @return the case name */
    static String solve(Branch b, int goal) {
        TermStore s = b.s;
        b.markSolved(goal);
        int i = s.arg(goal, 0);
        int u = s.value(s.arg(goal, 1));
        int j = s.arg(goal, 2);
        int v = s.value(s.arg(goal, 3));
        int start = b.c.label(i);
        int fact = s.arg(b.w.conclusions(start), u);
        int m = s.arg(fact, 0);
        List<Rule> rules = b.w.theory.destruction();
        boolean canExtend = !b.w.isMessageVariable(m);
        if (b.chooser.choose(canExtend ? 2 : 1) == 0) {
            return end(b, i, u, j, v, start, fact, m);
        }
        if (b.w.heads.union != 0 && s.isApp(m, b.w.heads.union)) {
            return extendUnion(b, i, u, j, v, fact, m);
        }
        int[] candidates = candidates(b, rules, start, fact);
        Rule r = rules.get(candidates[b.chooser.choose(candidates.length)]);
        int k = b.draw("vr", Sort.NODE);
        int inst = LabelNode.label(b, k, r, start, 0);
        return link(b, i, u, k, inst, j, v, fact);
    }

    private static String end(Branch b, int i, int u, int j, int v, int start, int fact, int m) {
        Workspace w = b.w;
        int target = b.c.label(j);
        if (isForbidden(w.info(start), w.info(target))) {
            throw Failure.INSTANCE;
        }
        b.solveFacts(fact, b.s.arg(w.premises(target), v));
        b.addEdge(i, u, j, v);
        int h = b.s.head(m);
        if (w.info(target).kind() == RuleInfo.Kind.COERCE
                && h != 0
                && (h == w.heads.pair || h == w.heads.inv || h == w.heads.mult)) {
            throw Failure.INSTANCE;
        }
        return headName(b.s, m);
    }

    private static int[] candidates(Branch b, List<Rule> rules, int start, int fact) {
        RuleInfo from = b.w.info(start);
        int[] out = new int[rules.size()];
        int n = 0;
        for (int k = 0; k < out.length; k++) {
            Rule r = rules.get(k);
            if (!isForbidden(from, r.info()) && !b.clash(fact, r.premises()[0])) {
                out[n++] = k;
            }
        }
        return java.util.Arrays.copyOf(out, n);
    }

    /** A union is taken apart into any of its elements, without renaming and without closing premises. */
    private static String extendUnion(Branch b, int i, int u, int j, int v, int fact, int m) {
        Workspace w = b.w;
        int k = b.draw("vr", Sort.NODE);
        int a = b.s.arg(m, b.chooser.choose(b.s.arity(m)));
        int inst = w.instance(w.special.destructUnion(), w.seq(fact), w.seq(w.fact(w.special.kd(), a)), w.nil, w.nil);
        b.c.setLabel(b.s, k, inst);
        return link(b, i, u, k, inst, j, v, fact);
    }

    private static String link(Branch b, int i, int u, int k, int inst, int j, int v, int fact) {
        int premise = b.s.arg(b.w.premises(inst), 0);
        b.solveFacts(fact, premise);
        b.addEdge(i, u, k, 0);
        b.markSolved(b.premiseGoal(k, 0, premise));
        b.addGoal(b.chainGoal(k, 0, j, v));
        return b.w.info(inst).name();
    }

    /** Edges excluded by normal-form conditions on consecutive deconstructions. */
    private static boolean isForbidden(RuleInfo from, RuleInfo to) {
        String x = from.name();
        String y = to.name();
        boolean destructions = from.kind() == RuleInfo.Kind.DESTRUCTION && to.kind() == RuleInfo.Kind.DESTRUCTION;
        if (!destructions) {
            return false;
        }
        return (x.equals("d_exp") && y.equals("d_exp"))
                || (x.equals("d_pmult") && (y.equals("d_pmult") || y.equals("d_em")))
                || (x.equals(y) && from.remaining() == 1);
    }

    private static String headName(TermStore s, int m) {
        return switch (s.kind(m)) {
            case TermStore.VAR -> {
                String sort = s.sort(m).label();
                yield s.index(m) == 0
                        ? "Var_" + sort + "_" + s.nameOf(m)
                        : "Var_" + sort + "_" + s.index(m) + "_" + s.nameOf(m);
            }
            case TermStore.APP -> ((Symbol) s.heads.key(s.head(m))).name();
            default -> "Const_" + s.sort(m).label() + "_" + s.nameOf(m);
        };
    }
}
