package org.troop.solver.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.troop.solver.search.SolvedSystems;
import org.troop.solver.validate.TraceGraph.Edge;
import org.troop.solver.validate.TraceGraph.Order;
import org.troop.solver.validate.TraceGraph.Step;
import org.troop.solver.validate.Validation.Mismatch;
import org.troop.solver.validate.Validation.NotValidated;
import org.troop.solver.validate.Validation.Valid;
import org.troop.term.Sort;
import org.troop.term.Term;
import org.troop.term.Term.Name;
import org.troop.term.Term.Var;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.Closing;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Item.Lemma;

class TraceValidatorTest {
    private static final String LEAK = """
            builtins: symmetric-encryption
            rule Register: [ Fr(~k) ] --[ Made(~k) ]-> [ !Ltk($A, ~k) ]
            rule Reveal: [ !Ltk(A, k) ] --[ Reveal(A) ]-> [ Out(k) ]
            rule Send: [ Fr(~n), !Ltk(A, k) ] --[ Secret(~n) ]-> [ Out(senc(~n, k)), St(~n) ]
            rule Done: [ St(n), In(<n, x>) ] --[ Got(n, x) ]-> [ ]
            lemma leaks: exists-trace "Ex n x #i. Got(n, x)@i"
            lemma silent: "not (Ex n x #i. Got(n, x)@i)"
            lemma impossible: exists-trace "Ex n x #i #j. Got(n, x)@i & Made(n)@j"
            """;

    private final ClosedTheory theory = close(LEAK);
    private final TraceGraph graph = graph(theory, lemma(theory, "leaks"));

    private static ClosedTheory close(String items) {
        try {
            return Closing.close(TheoryParser.parseString("theory T begin\n" + items + "\nend", "test"));
        } catch (UnguardedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Lemma lemma(ClosedTheory t, String name) {
        return t.lemmas().stream()
                .filter(l -> l.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static TraceGraph graph(ClosedTheory t, Lemma l) {
        return SolvedSystems.first(t, l, TraceGraph::of);
    }

    private Validation validate(TraceGraph g) {
        return new TraceValidator(theory).validate(g, lemma(theory, "leaks"));
    }

    private void assertRejected(String reason, TraceGraph g) {
        Validation v = validate(g);
        assertTrue(v instanceof Mismatch m && m.reason().contains(reason), v::toString);
    }

    private Var node(String rule) {
        for (var e : graph.steps().entrySet()) {
            if (e.getValue().rule().name().equals(rule)) {
                return e.getKey();
            }
        }
        throw new IllegalArgumentException(rule);
    }

    private TraceGraph with(SortedMap<Var, Step> steps, List<Edge> edges, List<Order> order) {
        return new TraceGraph(steps, edges, order, graph.known(), graph.subterms());
    }

    private TraceGraph withStep(String rule, UnaryOperator<Step> change) {
        SortedMap<Var, Step> steps = new TreeMap<>(graph.steps());
        steps.compute(node(rule), (v, s) -> change.apply(s));
        return with(steps, graph.edges(), graph.order());
    }

    private TraceGraph without(String rule) {
        Var gone = node(rule);
        SortedMap<Var, Step> steps = new TreeMap<>(graph.steps());
        steps.remove(gone);
        List<Edge> edges = graph.edges().stream()
                .filter(e -> !e.source().equals(gone) && !e.target().equals(gone))
                .toList();
        return with(steps, edges, graph.order());
    }

    private static Step withActions(Step s, List<Fact> actions) {
        return new Step(s.rule(), s.premises(), s.conclusions(), actions);
    }

    // ---- what is a trace

    @Test
    void acceptsTheTraceThatWasFound() {
        assertEquals(new Valid(), validate(graph));
        assertEquals(new Valid(), new TraceValidator(theory).validate(graph, lemma(theory, "silent")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                builtins: diffie-hellman
                rule A: [ Fr(~a), In(X) ] --[ Key(X^~a, X) ]-> [ Out('g'^~a) ]
                lemma l: exists-trace "Ex k x #i #j. Key(k, x)@i & K(k)@j & j < i"
                """, """
                builtins: xor
                rule A: [ Fr(~a), Fr(~b) ] --> [ Out(~a XOR ~b), St(~a,~b) ]
                rule B: [ St(a,b), In(a XOR b XOR c) ] --[ Got(a,b,c) ]-> [ Out(a) ]
                lemma l: "not (Ex a b #i. Got(a,b,'c') @ i)"
                """, """
                builtins: multiset
                rule A: [ In(x ++ y), Fr(~n) ] --[ Got(x ++ y ++ ~n, x) ]-> [ Out(~n ++ x) ]
                lemma l: exists-trace "Ex x z #i. Got(x ++ z ++ 'a', x)@i & not(x = z)"
                """, """
                builtins: natural-numbers
                rule Init: [ Fr(~id) ] --> [ Ctr(~id, %1) ]
                rule Inc: [ Ctr(id, %n) ] --[ Inc(id, %n) ]-> [ Ctr(id, %n %+ %1) ]
                rule Any: [ In(%m), In(%n) ] --[ Two(%m, %n) ]-> [ ]
                lemma l: exists-trace "Ex id %n %m %k #i #j. Inc(id, %n)@i & Two(%m, %k)@j & %n << %m & %m << %k"
                """, """
                rule T: [ In(x), In(y) ] --[ Tt(x,y) ]-> [ ]
                lemma l: "All x y #i. Tt(x,y)@i & not(x = y) ==> not (x << y)"
                """, """
                rule T: [ In(x), In(y) ] --[ Tt(x,y) ]-> [ ]
                restriction different: "All x y #i. Tt(x,y)@i ==> not(x = y)"
                restriction once: "All x y z #i #j. Tt(x,y)@i & Tt(x,z)@j ==> #i = #j"
                lemma l: exists-trace "Ex x y z #i #j. Tt(x,y)@i & Tt(y,z)@j & i < j & not (Ex #k. Tt(z,x)@k)"
                """, """
                functions: u/1, m/1, p/2 [private], q/1
                equations: u(m(x)) = x, q(p(x, y)) = y
                rule A: [ In(x), Fr(~k) ] --[ Got(u(x)) ]-> [ Out(p(x, ~k)), St(~k) ]
                rule B: [ In(k), St(k) ] --[ Broken(k) ]-> [ ]
                lemma l: exists-trace "Ex k #i. Broken(k)@i"
                """})
    void acceptsTracesOfManyTheories(String items) {
        ClosedTheory t = close(items);
        Lemma l = lemma(t, "l");
        assertEquals(new Valid(), new TraceValidator(t).validate(graph(t, l), l));
    }

    // ---- what is none

    @Test
    void rejectsAGraphThatLacksAnEdge() {
        for (Edge e : graph.edges()) {
            List<Edge> edges = new ArrayList<>(graph.edges());
            edges.remove(e);
            assertRejected("comes from nowhere", with(graph.steps(), edges, graph.order()));
        }
    }

    @Test
    void rejectsAChangedTerm() {
        Term other = new Name(Sort.PUB, "other");
        assertRejected(
                "joins different facts",
                withStep("Done", s -> s.map(t -> t.mapLiterals(l -> l.sortOf() == Sort.FRESH ? other : l))));
        assertRejected(
                "not an instance of rule Send",
                withStep(
                        "Send",
                        s -> new Step(
                                s.rule(),
                                s.premises(),
                                s.conclusions().stream()
                                        .map(f -> f.tag().equals(FactTag.OUT) ? Fact.of(FactTag.OUT, other) : f)
                                        .toList(),
                                s.actions())));
    }

    @Test
    void rejectsASwappedOrder() {
        List<Order> order = new ArrayList<>(graph.order());
        order.add(new Order(node("Done"), node("Send")));
        assertRejected("cyclic", with(graph.steps(), graph.edges(), order));
    }

    @Test
    void rejectsAFreshNameThatIsDrawnTwice() {
        Var same = new Var("same", Sort.FRESH, 0);
        assertRejected("was drawn before", graph.map(t -> t.mapLiterals(l -> l.sortOf() == Sort.FRESH ? same : l)));
    }

    @Test
    void rejectsATraceWithoutTheReveal() {
        assertRejected("comes from nowhere", without("Reveal"));
    }

    @Test
    void rejectsKnowledgeThatWasNotGained() {
        assertRejected("the adversary", without("coerce"));
    }

    @Test
    void rejectsAWrongFact() {
        assertRejected(
                "not an instance of rule Done",
                withStep("Done", s -> withActions(s, List.of(Fact.of(FactTag.linear("Gut", 0))))));
        assertRejected("not an instance of rule isend", withStep("isend", s -> withActions(s, List.of())));
    }

    @Test
    void rejectsADecryptionWithAnotherKey() {
        assertRejected(
                "not an instance of rule d_0_sdec",
                withStep(
                        "d_0_sdec",
                        s -> new Step(
                                s.rule(),
                                List.of(s.premises().getFirst(), Fact.of(FactTag.KU, new Name(Sort.PUB, "key"))),
                                s.conclusions(),
                                s.actions())));
    }

    @Test
    void rejectsATraceThatDecidesTheLemmaOtherwise() {
        assertEquals(
                new Mismatch("the lemma is not decided as claimed"),
                new TraceValidator(theory).validate(graph, lemma(theory, "impossible")));
    }

    @Test
    void leavesOpenWhetherKnowledgeIsWhereAFormulaWantsIt() {
        ClosedTheory t = close("""
                functions: f/1
                lemma l: exists-trace "Ex x y #i #j. KU(x)@j & KU(y)@i & #i = #j & x = f(y)"
                """);
        Lemma l = lemma(t, "l");
        assertEquals(
                new NotValidated("the lemma is not decided as claimed, but a formula speaks of KU"),
                new TraceValidator(t).validate(graph(t, l), l));
    }

    @Test
    void rejectsATraceThatARestrictionForbids() {
        ClosedTheory restricted = close(LEAK + "restriction honest: \"All A #i. Reveal(A)@i ==> F\"");
        assertEquals(
                new Mismatch("restriction honest does not hold"),
                new TraceValidator(restricted).validate(graph, lemma(restricted, "leaks")));
    }
}
