package org.troop.solver.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.Closing;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.print.Report;
import org.troop.theory.print.TermPrinter;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.RuleE;

final class DerivationChecksTest {
    private static final DerivationLimit ANY = DerivationLimit.inSeconds(-1);
    private static final String SYMBOLS =
            "builtins: symmetric-encryption, asymmetric-encryption, hashing, diffie-hellman, multiset\n"
                    + "functions: pv/1 [private], hide/1 [private], show/1\nequations: show(hide(x)) = x\n";

    private static ClosedTheory theory(String items) throws Exception {
        return Closing.close(TheoryParser.parseString("theory T begin\n" + SYMBOLS + items + "\nend", ""));
    }

    private static RuleE rule(ClosedTheory t) {
        return t.theory().all(Item.Rule.class).getFirst().rule();
    }

    private static String names(Set<Var> vs) {
        List<String> out = new ArrayList<>();
        vs.forEach(v -> out.add(TermPrinter.text(v)));
        return String.join(" ", out);
    }

    /** The variables that cannot be derived from the rule's premises; proofs must say the same. */
    private static String underivable(String rule) throws Exception {
        ClosedTheory t = theory("rule R: " + rule);
        RuleE r = rule(t);
        Set<Var> out = new DerivationChecks(t, false, 1, ANY).underivable(r);
        Set<Var> all = new TreeSet<>();
        r.occurrences(all);
        List<Term> messages = new ArrayList<>();
        r.premises().forEach(f -> messages.addAll(f.args()));
        Set<Var> proved = new TreeSet<>(all);
        proved.removeAll(new DerivationProof(t.theory(), false, 1, Long.MAX_VALUE).derivable(all, messages, all));
        assertEquals(proved, out);
        return names(out);
    }

    @Test
    void seesWhatTheAdversaryCanTakeApart() throws Exception {
        assertEquals("x y", underivable("[ In(senc(x, y)) ] --> [ ]"));
        assertEquals("", underivable("[ S(<a, senc(b, a)>) ] --> [ ]"));
        assertEquals("", underivable("[ S(senc(b, h(<a, 'x', $P>))), T(a) ] --> [ ]"));
        assertEquals("e", underivable("[ U(h(e)) ] --> [ ]"));
        assertEquals("", underivable("[ S(sdec(senc(b, a), a)), T(a) ] --> [ ]"));
    }

    @Test
    void looksAtSortsAndAtVariablesWithoutPremise() throws Exception {
        assertEquals("ltk", underivable("[ Fr(~ltk) ] --> [ !Ltk($A, ltk) ]"));
        assertEquals("~n", underivable("[ ] --> [ Out(~n) ]"));
        assertEquals("m pkB", underivable("[ In(aenc(<'1', $A, m>, pkB)) ] --> [ ]"));
    }

    @Test
    void takesPrivateFunctionsForOpaque() throws Exception {
        assertEquals("c", underivable("[ T(pv(c)) ] --> [ ]"));
        assertEquals("c", underivable("[ T(hide(c)) ] --> [ ]"));
        assertEquals("m", underivable("[ T(senc(m, pv('1'))) ] --> [ ]"));
        assertEquals("", underivable("[ T(senc(m, pv('1'))), U(pv('1')) ] --> [ ]"));
    }

    @Test
    void mayChoosePublicNamesToBeEqual() throws Exception {
        assertEquals("", underivable("[ T(senc(m, pv($A))), U(pv($B)) ] --> [ ]"));
    }

    @Test
    void hidesExponentsAndShowsMultisets() throws Exception {
        assertEquals("~b", underivable("[ Pk('g'^~b) ] --> [ ]"));
        assertEquals("~b ~k", underivable("[ Pk('g'^(~b*~k)) ] --> [ ]"));
        assertEquals(
                "",
                underivable("[ T(senc(m, ('g'^~a)^~b)), U('g'^~a), V(~b) ] --> [ ]")
                        .replace("~a", "")
                        .strip());
        assertEquals("", underivable("[ T(a++b++c) ] --> [ ]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restriction r: \"Ex #i. Start()@i\"",
                "restriction r: \"All x #i. K(x)@i ==> F\"",
                "restriction r: \"All x #i. Other(x)@i ==> F\"",
            })
    void obeysRestrictions(String restriction) throws Exception {
        ClosedTheory t = theory(restriction + "\nrule R: [ S(a, $P) ] --[ Other(a) ]-> [ ]");
        String expected = restriction.contains("Start") ? "a $P" : "";
        Set<Var> found = new DerivationChecks(t, false, 1, ANY).underivable(rule(t));
        assertEquals(Set.of(expected.split(" ")), Set.of(names(found).split(" ")));
    }

    @Test
    void reportsAllRulesInOneEntry() throws Exception {
        ClosedTheory t = theory("""
                rule A: [ In(h(x)) ] --> [ ]
                rule B [no_derivcheck]: [ In(h(x)) ] --> [ ]
                rule C: [ In(h(<x, y>)), In(x) ] --> [ ]
                """);
        assertEquals("""
                WARNING: the following wellformedness checks failed!

                Message Derivation Checks
                =========================

                  The variables of the following rule(s) are not derivable from their premises, you may be performing unintended pattern matching.

                Rule A:\s
                Failed to derive Variable(s): x

                Rule C:\s
                Failed to derive Variable(s): y""", Report.text(DerivationChecks.problems(t, false, 1, DerivationLimit.inSeconds(60))));
    }

    private static final String EXPONENTS = "rule R: [ A(~x, 'g'^~y), In(z^~x) ] --> [ Out(z^~y) ]";

    @Test
    void asManyQueriesAreAskedEachTime() throws Exception {
        ClosedTheory t = theory(EXPONENTS);
        Set<Long> counts = new TreeSet<>();
        for (int i = 0; i < 2; i++) {
            counts.add(queries(t));
        }
        assertEquals(1, counts.size(), counts::toString);
        assertTrue(counts.iterator().next() > 10, counts::toString);
    }

    @Test
    void oneQueryTooManyIsATimeout() throws Exception {
        ClosedTheory t = theory(EXPONENTS);
        long n = queries(t);
        String decided = report(t, n);
        assertTrue(decided.contains("Failed to derive Variable(s): ~y"), decided);
        String exceeded = report(t, n - 1);
        assertTrue(exceeded.contains("Derivation checks timed out."), exceeded);
        assertEquals(decided, Report.text(DerivationChecks.problems(t, false, 2, ANY)));
    }

    @Test
    void theoriesWithoutAnEngineAreNotCounted() throws Exception {
        ClosedTheory t = Closing.close(TheoryParser.parseString(
                "theory T begin builtins: hashing rule R: [ In(h(x)) ] --> [ Out(x) ] end", ""));
        assertTrue(report(t, 0).contains("Failed to derive Variable(s): x"));
    }

    /** Queries of the proofs about the theory's only rule. */
    private static long queries(ClosedTheory t) throws Exception {
        RuleE r = rule(t);
        Set<Var> all = new TreeSet<>();
        r.occurrences(all);
        List<Term> messages = new ArrayList<>();
        r.premises().forEach(f -> messages.addAll(f.args()));
        DerivationProof proof = new DerivationProof(t.theory(), false, 1, Long.MAX_VALUE);
        proof.derivable(all, messages, all);
        return proof.queries();
    }

    private static String report(ClosedTheory t, long queries) throws Exception {
        return Report.text(DerivationChecks.problems(t, false, 2, new DerivationLimit(120, queries)));
    }
}
