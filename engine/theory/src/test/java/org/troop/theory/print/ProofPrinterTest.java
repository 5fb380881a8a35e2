package org.troop.theory.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.troop.term.Sort;
import org.troop.term.Term;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Goal;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofMethod.Contradiction;
import org.troop.theory.syntax.ProofMethod.Reason;
import org.troop.theory.syntax.ProofMethod.Simplify;
import org.troop.theory.syntax.ProofMethod.Solve;
import org.troop.theory.syntax.ProofMethod.Solved;
import org.troop.theory.syntax.ProofMethod.Sorry;
import org.troop.theory.syntax.ProofNode;
import org.troop.theory.syntax.ProofNode.Case;
import org.troop.theory.syntax.ProofTree;

class ProofPrinterTest {
    private static final Term.Var NODE = new Term.Var("vk", Sort.NODE, 0);
    private static final ProofMethod KNOWS =
            new Solve(new Goal.Action(NODE, Fact.of(FactTag.KU, new Term.Var("k", Sort.FRESH, 2))));

    private static ProofNode node(ProofMethod m, Case... cases) {
        return new ProofNode(m, List.of(cases));
    }

    private static Case named(String name, ProofNode proof) {
        return new Case(name, proof);
    }

    private static ProofNode contradiction(String reason) {
        return ProofNode.leaf(new Contradiction(new Reason.Text(reason)));
    }

    @Test
    void indentsCasesButNotChains() {
        ProofNode proof = node(
                new Simplify(),
                named(
                        "",
                        node(
                                KNOWS,
                                named("A", node(KNOWS, named("B", contradiction("cyclic")))),
                                named("C", node(new Simplify(), named("", ProofNode.leaf(new Solved())))))));
        assertEquals("""
                simplify
                solve( !KU( ~k.2 ) @ #vk )
                  case A
                  solve( !KU( ~k.2 ) @ #vk )
                    case B
                    by contradiction /* cyclic */
                  qed
                next
                  case C
                  simplify
                  SOLVED // trace found
                qed""", ProofPrinter.text(proof));
    }

    @Test
    void marksLeavesWithBy() {
        assertEquals("by sorry", ProofPrinter.text(ProofNode.open()));
        assertEquals("by sorry /* bound 5 hit */", ProofPrinter.text(ProofNode.leaf(new Sorry("bound 5 hit"))));
        assertEquals("by simplify", ProofPrinter.text(ProofNode.leaf(new Simplify())));
        assertEquals("by contradiction", ProofPrinter.text(ProofNode.leaf(new Contradiction(null))));
        assertEquals(
                "by UNFINISHABLE // reducible operator in subterm",
                ProofPrinter.text(ProofNode.leaf(new ProofMethod.Unfinishable())));
        assertEquals(
                "by contradiction /* \"~k\" derived before and after \"#vk\" */",
                ProofPrinter.text(ProofNode.leaf(
                        new Contradiction(new Reason.DerivedBeforeAndAfter(new Term.Var("k", Sort.FRESH, 0), NODE)))));
    }

    @Test
    void marksReasonsOfDiffProofsWithLineComments() {
        assertEquals("by sorry // Cannot prove", print(ProofNode.leaf(new Sorry("Cannot prove")), true));
        assertEquals("by ATTACK // trace found", print(ProofNode.leaf(new ProofMethod.Attack()), true));
        assertEquals("MIRRORED", print(ProofNode.leaf(new ProofMethod.Mirrored()), true));
        assertEquals(
                "by step( contradiction /* cyclic */ )",
                print(
                        ProofNode.leaf(
                                new ProofMethod.Step(contradiction("cyclic").method())),
                        true));
    }

    private static String print(ProofTree proof, boolean diff) {
        StringBuilder out = new StringBuilder();
        Page page = new Page(out);
        ProofPrinter.printClosed(proof, diff, page);
        page.flush();
        return out.toString();
    }

    /** A replayed step: the old one below {@code sorry}, without constraint systems. */
    private record Replayed(
            ProofMethod method,
            boolean isAnnotated,
            @Nullable ProofTree only) implements ProofTree {
        @Override
        public int caseCount() {
            return only == null ? 0 : 1;
        }

        @Override
        public String caseName(int index) {
            return "";
        }

        @Override
        public ProofTree subproof(int index) {
            return only;
        }
    }

    @Test
    void marksStepsWithoutConstraintSystem() {
        ProofTree old = new Replayed(new Solve(new Goal.Split(0)), false, new Replayed(new Simplify(), false, null));
        assertEquals("""
                sorry /* invalid proof step encountered */
                solve( splitEqs(0) ) /* unannotated */
                by simplify /* unannotated */""", ProofPrinter.text(new Replayed(new Sorry("invalid proof step encountered"), true, old)));
    }

    @Test
    void printsLongProofsWithoutRecursion() {
        ProofNode proof = ProofNode.open();
        for (int i = 0; i < 200_000; i++) {
            proof = node(KNOWS, named("", proof));
        }
        assertTrue(ProofPrinter.text(proof).endsWith("\nby sorry"));
    }
}
