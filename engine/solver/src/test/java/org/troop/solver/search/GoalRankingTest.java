package org.troop.solver.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.troop.theory.syntax.Ranking;

/** Every ranking on two states with many kinds of goals. */
class GoalRankingTest {
    private static final String KNOWLEDGE = """
            builtins: diffie-hellman, signing, symmetric-encryption, natural-numbers
            functions: h/1, g/1, priv/1 [private]
            rule Start:  [ Fr(~x) ] --> [ Loop(~x), L_Q(~x), F_P(~x), Norm(~x), Ann(~x), Out(<h(~x),$A>),
                                          !Key($A,~x), AuthOut(~x), State_1(~x) ]
            rule Step:   [ Loop(x) ] --[ Step(x) ]-> [ Loop(x) ]
            rule NormMk: [ Loop(x), In(y) ] --> [ Norm(x) ]
            rule NormMk2:[ Loop(x), In(y) ] --> [ L_Q(x), F_P(x), Ann(x), AuthOut(x), State_1(x) ]
            rule Fin: [ L_Q(x), Norm(x), F_P(x), Loop(x), Ann(x)[-], AuthOut(x), State_1(x), In(senc(x,k)),
                        In(h(x)), In(h($A)), In(g(x)), In(sign(x,k)), In('g'^(~a*~b)), In(priv(x)), In(~hn), In(~I_n) ]
                      --[ Fin(x), Other(x), F_Act(x) ]-> [ ]
            rule OtherR:  [ Fr(~y) ] --[ Other(~y), Event(~y), Unlock(~y), F_Act(~y), L_Act(~y), Event2(~y) ]-> [ ]
            rule OtherR2: [ Fr(~y) ] --[ Other(~y), Event(~y), Unlock(~y), F_Act(~y), L_Act(~y), Event2(~y) ]-> [ ]
            lemma l: exists-trace
             "Ex x #i y #k1 #k2 #k3 #k4 #k5. Fin(x)@i & ((Ex #j. Event2(y)@j) | (Ex #j. Other(y)@j))
                & Other(y)@k1 & Event(y)@k2 & Unlock(y)@k3 & F_Act(y)@k4 & L_Act(y)@k5"
            """;

    private static final String FACTS = """
            builtins: natural-numbers
            functions: h/1, g/2
            rule Mk1: [ Fr(~x) ] --> [ Norm(~x), MID_Receiver(~x), MID_Sender(~x), I_P(~x), F_P(~x), L_P(~x), AuthOut(~x), Loop(~x) ]
            rule Mk2: [ Loop(x), In(y) ] --> [ Norm(x), MID_Receiver(x), MID_Sender(x), I_P(x), F_P(x), L_P(x), AuthOut(x) ]
            rule Step: [ Loop(x), Norm(x) ] --[ Step(x) ]-> [ Loop(x) ]
            rule Fin: [ Norm(x), MID_Sender(x), MID_Receiver(x), L_P(x), F_P(x), I_P(x), AuthOut(x), In(~F_k), In(~L_k),
                        In(~I_k), In(~h), In(~zz)[+], In(g(~zz,x))[-], In(h(~zz)) ] --[ Fin(x), N(%a,%b), M(u,w) ]-> [ ]
            rule Act1: [ Fr(~y) ] --[ Insert(<'F_a',~y>,~y), Insert(<'L_a',~y>,~y), Insert(<'template1',~y>,~y),
                        Insert(<'b',~y>,~y), Receive(~y,~y), Event(~y), Unlock(~y,~y), I_A(~y), F_A(~y), L_A(~y),
                        Plain(~y), ProgressTo_1(~y), ProgressTo_2(~y) ]-> [ ]
            rule Act2: [ Fr(~y) ] --[ Insert(<'F_a',~y>,~y), Insert(<'L_a',~y>,~y), Insert(<'template1',~y>,~y),
                        Insert(<'b',~y>,~y), Receive(~y,~y), Event(~y), Unlock(~y,~y), I_A(~y), F_A(~y), L_A(~y),
                        Plain(~y), ProgressTo_1(~y), ProgressTo_2(~y) ]-> [ ]
            lemma l: exists-trace "Ex x y u w a b #i #a1 #a2 #a3 #a4 #a5 #a6 #a7 #a8 #a9 #b1 #b2 #s.
               Fin(x)@i & N(a,b)@i & M(u,w)@i & Step(x)@s & Plain(y)@a1 & Insert(<'b',y>,y)@a2 & Insert(<'template1',y>,y)@a3
               & Insert(<'L_a',y>,y)@a4 & Insert(<'F_a',y>,y)@a5 & Receive(y,y)@a6 & Event(y)@a7 & Unlock(y,y)@a8 & I_A(y)@a9
               & F_A(y)@b1 & L_A(y)@b2 & ((Ex #j. ProgressTo_1(y)@j) | (Ex #j. ProgressTo_2(y)@j))
               & ((Ex #j. ProgressTo_1(y)@j) | (Ex #j. Plain(y)@j)) & (u << w) & (a << b)"
            """;

    private static Proofs.Goals knowledge;
    private static Proofs.Goals facts;

    @BeforeAll
    static void simplifyBothStates() {
        knowledge = Proofs.goalsAfterSimplify(KNOWLEDGE);
        facts = Proofs.goalsAfterSimplify(FACTS);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "C, 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22",
        "c, 1 2 3 4 5 6 7 8 9 10 11 12 13 19 20 21 22 14 15 17 18 16",
        "s, 6 4 9 8 10 13 1 2 3 20 21 22 19 12 7 11 5 14 17 18 15 16",
        "S, 6 4 9 8 10 13 1 2 3 20 21 22 19 12 7 11 5 14 17 18 15 16",
        "i, 22 4 9 21 1 2 3 6 8 10 13 19 20 12 5 7 11 14 17 18 15 16",
        "I, 22 4 9 21 1 2 3 6 8 10 13 19 20 12 5 7 11 14 17 18 15 16",
        "p, 6 9 3 8 10 13 1 4 5 20 19 12 21 22 2 7 11 14 17 18 15 16",
        "P, 6 9 3 8 10 13 1 4 5 20 19 12 22 2 7 11 21 14 17 18 15 16",
    })
    void ordersKnowledgeGoals(String letter, String expected) {
        check(knowledge, letter, expected, true);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "C, 4 5 6 7 8 9 10 11 12 13 14 15 16 18 19 20 21 22 23 24 25 26 27 28 29 30 31 33 34 35",
        "c, 4 5 6 7 8 9 10 11 12 13 14 15 16 18 19 20 21 22 23 24 25 26 27 28 29 30 31 35 33 34",
        "s, 15 16 13 22 29 18 19 20 23 4 5 6 7 8 9 10 11 12 25 26 27 28 31 24 21 14 30 33 34 35",
        "S, 15 16 13 22 29 18 19 20 23 4 5 6 7 8 9 10 11 12 33 34 25 26 27 28 31 24 21 14 30 35",
        "i, 12 23 27 13 22 25 28 29 4 5 6 7 8 9 10 11 15 16 18 19 20 31 24 35 26 14 21 30 33 34",
        "I, 12 23 27 13 22 25 28 29 4 5 6 7 8 9 10 11 15 16 18 19 20 31 24 33 34 35 26 14 21 30",
        "p, 16 22 20 19 11 25 8 18 23 4 12 13 14 15 33 34 30 31 5 6 9 24 27 28 29 35 10 26 21 7",
        "P, 15 16 22 11 6 18 19 20 23 4 9 12 13 14 33 34 30 31 5 7 8 24 25 26 27 29 35 10 21 28",
    })
    void ordersFactsByTheirNames(String letter, String expected) {
        check(facts, letter, expected, false);
    }

    /** @param byPlace whether goals are named by their place in the order of creation, not by their numbers */
    private static void check(Proofs.Goals goals, String letter, String expected, boolean byPlace) {
        List<Integer> created = goals.ranked('C');
        List<Integer> order = Arrays.stream(expected.split(" "))
                .map(Integer::valueOf)
                .map(n -> byPlace ? created.get(n - 1) : n)
                .toList();
        assertEquals(order, goals.ranked(letter.charAt(0)));
        assertEquals(order.getFirst(), goals.first(letter.charAt(0)), "the goal that is solved");
    }

    @Test
    void rankingsRotateWithTheDepth() {
        String items = """
                functions: h/1, g/1
                rule A:  [ Fr(~x) ] --> [ S(~x), Out(h(~x)) ]
                rule A2: [ Fr(~x) ] --> [ S(~x), Out(g(~x)) ]
                rule B:  [ In(h(x)), In(g(x)), S(x) ] --[ B(x) ]-> [ ]
                lemma l: "not Ex x #i. B(x)@i"
                """;
        List<Long> steps = List.of("s", "C", "sC", "Cs", "CCs").stream()
                .map(h -> Proofs.of(items, Proofs.with(letters(h)), true)
                        .getFirst()
                        .steps())
                .toList();
        assertEquals(List.of(6L, 11L, 11L, 8L, 11L), steps);
    }

    private static List<Ranking> letters(String heuristic) {
        return heuristic.chars().<Ranking>mapToObj(Ranking.Letter::new).toList();
    }
}
