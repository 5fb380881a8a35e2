package org.troop.theory.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.guard.Guarding;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.Goal;
import org.troop.theory.syntax.Guarded;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofNode;

/**
 * Proof scripts. They are as deep as proofs are, so the parser keeps its own stack; time is linear in the script's
 * length.
 */
final class ProofParser {
    private static final ProofMethod SOLVED = new ProofMethod.Solved();
    private static final ProofMethod MIRRORED = new ProofMethod.Mirrored();

    private final Scanner in;
    private final boolean keepsReasons;
    private final TermParser terms;
    private final VariableParser variables;
    private final FactParser facts;
    private final FormulaParser formulas;

    ProofParser(Scanner in, TheoryBuilder theory, TermParser terms, FactParser facts, FormulaParser formulas) {
        this.in = in;
        keepsReasons = theory.keepsReasons();
        this.terms = terms;
        this.variables = terms.variables();
        this.facts = facts;
        this.formulas = formulas;
    }

    /** A step whose subproofs are being read. */
    private static final class Open {
        final ProofMethod method;
        final Map<String, ProofNode> cases = new TreeMap<>(Symbol::compareCodePoints);
        /** Name of the case being read; null when the single subproof follows without a case. */
        @Nullable
        String current;

        Open(ProofMethod method) {
            this.method = method;
        }

        ProofNode close() {
            List<ProofNode.Case> list = new ArrayList<>(cases.size());
            cases.forEach((name, proof) -> list.add(new ProofNode.Case(name, proof)));
            return new ProofNode(method, list);
        }
    }

    /** The script of a lemma; null if none follows. */
    @Nullable
    ProofNode trace() {
        if (in.looksAtWord("SOLVED")) {
            throw in.error(in.pos(), "SOLVED without a proof was found.");
        }
        return startsProof(false) ? proof(false) : null;
    }

    /** The script of a diff lemma; null if none follows. */
    @Nullable
    ProofNode diff() {
        return startsProof(true) ? proof(true) : null;
    }

    private boolean startsProof(boolean diff) {
        return switch (in.peek()) {
            case 'b' -> in.looksAtWord("by") || in.looksAt("backward-search");
            case 's' ->
                in.looksAtWord("simplify")
                        || in.looksAtWord("solve")
                        || in.looksAtWord("sorry")
                        || in.looksAtWord("step");
            case 'c' -> in.looksAtWord("contradiction");
            case 'i' -> in.looksAtWord("induction");
            case 'I' -> in.looksAtWord("INVALIDATED");
            case 'U' -> in.looksAtWord("UNFINISHABLE") || in.looksAtWord("UNFINISHABLEdiff");
            case 'r' -> in.looksAt("rule-equivalence");
            case 'M' -> diff && in.looksAtWord("MIRRORED");
            case 'A' -> diff && in.looksAtWord("ATTACK");
            default -> false;
        };
    }

    private ProofNode proof(boolean diff) {
        Deque<Open> stack = new ArrayDeque<>();
        for (; ; ) {
            ProofNode done;
            if (in.keyword(diff ? "MIRRORED" : "SOLVED")) {
                done = ProofNode.leaf(diff ? MIRRORED : SOLVED);
            } else if (in.keyword("by")) {
                done = ProofNode.leaf(in.orFail(method(diff)));
            } else {
                ProofMethod m = in.orFail(method(diff));
                if (in.keyword("qed")) {
                    done = ProofNode.leaf(m);
                } else {
                    Open open = new Open(m);
                    stack.push(open);
                    if (in.keyword("case")) {
                        open.current = in.requireIdent();
                    }
                    continue;
                }
            }
            ProofNode whole = attach(done, stack);
            if (whole != null) {
                return whole;
            }
        }
    }

    /** Hands a finished proof to the steps that wait for it; the whole proof if none waits for more. */
    private @Nullable ProofNode attach(ProofNode proof, Deque<Open> stack) {
        ProofNode done = proof;
        while (!stack.isEmpty()) {
            Open open = stack.peek();
            if (open.current == null) {
                open.cases.put("", done);
            } else {
                open.cases.put(open.current, done);
                if (in.keyword("next")) {
                    in.requireWord("case");
                    open.current = in.requireIdent();
                    return null;
                }
                in.requireWord("qed");
            }
            done = stack.pop().close();
        }
        return done;
    }

    private @Nullable ProofMethod method(boolean diff) {
        int start = in.pos();
        if (in.keyword("sorry")) {
            return new ProofMethod.Sorry(reason(start + "sorry".length()));
        }
        return diff ? diffMethod() : traceMethod();
    }

    /** The first comment between a position and this one, without its frame. */
    private @Nullable String reason(int from) {
        String blank = keepsReasons ? in.substring(from, in.pos()).strip() : "";
        int end = blank.indexOf(" */");
        return blank.startsWith("/* ") && end > 3 ? blank.substring(3, end) : null;
    }

    private @Nullable ProofMethod traceMethod() {
        if (in.keyword("simplify")) {
            return new ProofMethod.Simplify();
        }
        if (in.keyword("solve")) {
            in.require("(");
            Goal g = in.orFail(goal());
            in.require(")");
            return new ProofMethod.Solve(g);
        }
        int start = in.pos();
        if (in.keyword("contradiction")) {
            String reason = reason(start + "contradiction".length());
            return new ProofMethod.Contradiction(reason == null ? null : new ProofMethod.Reason.Text(reason));
        }
        if (in.keyword("induction")) {
            return new ProofMethod.Induction();
        }
        if (in.keyword("INVALIDATED")) {
            return new ProofMethod.Invalidated();
        }
        if (in.keyword("UNFINISHABLE")) {
            return new ProofMethod.Unfinishable();
        }
        in.miss("a proof method");
        return null;
    }

    private @Nullable ProofMethod diffMethod() {
        if (in.keyword("rule-equivalence")) {
            return new ProofMethod.RuleEquivalence();
        }
        if (in.keyword("backward-search")) {
            return new ProofMethod.BackwardSearch();
        }
        if (in.keyword("step")) {
            in.require("(");
            ProofMethod m = in.keyword("sorry") ? new ProofMethod.Sorry(null) : in.orFail(traceMethod());
            in.require(")");
            return new ProofMethod.Step(m);
        }
        if (in.keyword("ATTACK")) {
            return new ProofMethod.Attack();
        }
        if (in.keyword("UNFINISHABLEdiff")) {
            return new ProofMethod.UnfinishableDiff();
        }
        in.miss("a proof method");
        return null;
    }

    // Goals.

    private @Nullable Goal goal() {
        int start = in.pos();
        if (in.looksAtWord("splitEqs")) {
            in.keyword("splitEqs");
            int id = in.symbol("(") ? in.natural() : -1;
            if (id >= 0 && in.symbol(")")) {
                return new Goal.Split(id);
            }
            in.reset(start);
        }
        Goal g = factGoal();
        if (g != null) {
            return g;
        }
        in.reset(start);
        g = in.peek() == '(' ? chain() : null;
        if (g != null) {
            return g;
        }
        in.reset(start);
        Term small = terms.term();
        Term large = small != null && in.symbol("<<", "⊏") ? terms.term() : null;
        if (small != null && large != null) {
            return new Goal.Subterm(small, large);
        }
        in.reset(start);
        return disjunction();
    }

    /** A premise or action goal. */
    private @Nullable Goal factGoal() {
        if (in.peek() != '!' && !Character.isUpperCase(in.peek())) {
            return null;
        }
        Fact f = facts.fact();
        if (f == null) {
            return null;
        }
        if (in.symbol("▶")) {
            int premise = in.subscript();
            Var i = premise < 0 ? null : variables.nodeVariable();
            return i == null ? null : new Goal.Premise(i, premise, f);
        }
        Var i = in.symbol("@") ? variables.nodeVariable() : null;
        return i == null ? null : new Goal.Action(i, f);
    }

    private record End(Var node, int index) {}

    private @Nullable Goal chain() {
        End from = end();
        End to = from != null && in.symbol("~~>") ? end() : null;
        return from == null || to == null ? null : new Goal.Chain(from.node, from.index, to.node, to.index);
    }

    /** {@code (#i, n)}. */
    private @Nullable End end() {
        Var i = in.symbol("(") ? variables.nodeVariable() : null;
        int n = i != null && in.symbol(",") ? in.natural() : -1;
        return i != null && n >= 0 && in.symbol(")") ? new End(i, n) : null;
    }

    private @Nullable Goal disjunction() {
        List<Guarded> parts = new ArrayList<>();
        do {
            int at = in.pos();
            Formula f = formulas.plain();
            if (f == null) {
                return null;
            }
            try {
                parts.add(Guarding.convert(f));
            } catch (UnguardedException e) {
                throw in.error(at, "found a formula that is not guarded, expected a goal: " + reason(e));
            }
        } while (in.symbol("∥"));
        return new Goal.Disjunction(parts);
    }

    private static String reason(UnguardedException e) {
        if (e.unguarded().isEmpty()) {
            return "universal quantifier without toplevel implication";
        }
        StringBuilder sb = new StringBuilder("unguarded variable(s)");
        Formula f = e.subformula();
        for (int i = 0; f instanceof Formula.Quantified q; i++, f = q.body()) {
            if (e.unguarded().contains(i)) {
                sb.append(" '")
                        .append(q.binder().sort().prefix())
                        .append(q.binder().name())
                        .append('\'');
            }
        }
        return sb.toString();
    }
}
