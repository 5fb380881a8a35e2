package org.troop.theory.close;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LoopBreakersTest {
    private static List<List<Integer>> breakers(String rules) throws Exception {
        return Closings.close(rules).ruleItems().stream()
                .map(r -> r.closed().getFirst().loopBreakers())
                .toList();
    }

    @Test
    void breaksLoopsInOrderOfDiscovery() throws Exception {
        assertEquals(List.of(List.of(), List.of(1, 0), List.of(), List.of(1), List.of(0), List.of(1)), breakers("""
                        functions: h/1
                        rule Init: [ Fr(~x) ] --> [ A(~x), !P(~x) ]
                        rule L1: [ B(x), A(x) ] --> [ A(h(x)), C(x) ]
                        rule L2: [ A(x), !P(x) ] --> [ B(x) ]
                        rule L3: [ C(x)[no_precomp], D(x,y) ] --> [ D(x,y), C(x) ]
                        rule L4: [ D(x,'1'), C(x) ] --> [ D(x,'1'), E(x) ]
                        rule L5: [ E(x), D(x,'2') ] --> [ D(x,'2') ]
                        """));
    }

    @Test
    void factsThatDoNotUnifyMakeNoLoop() throws Exception {
        assertEquals(List.of(List.of()), breakers("functions: h/1\nrule R: [ A(x,h(x)) ] --> [ A(h(y),y) ]"));
        assertEquals(List.of(List.of(0)), breakers("functions: h/1\nrule R: [ A(x) ] --> [ A(h(x)) ]"));
    }

    @Test
    void someVariantMayCloseALoop() throws Exception {
        assertEquals(List.of(List.of(0)), breakers("rule R: [ A('a',x) ] --> [ A(fst(x),x) ]"));
    }

    @Test
    void areSharedByTheRuleOfTheSolver() throws Exception {
        ClosedTheory t = Closings.close("rule R: [ A(x)[+,no_precomp], B(x)[-] ] --> [ B(x) ]");
        Rule r = t.protocol().getLast();
        assertEquals(List.of(1), r.info().loopBreakers());
        assertEquals(Rule.SOLVE_FIRST | Rule.NO_PRECOMPUTATION, r.premiseAnnotations()[0]);
        assertEquals(Rule.SOLVE_LAST, r.premiseAnnotations()[1]);
    }
}
