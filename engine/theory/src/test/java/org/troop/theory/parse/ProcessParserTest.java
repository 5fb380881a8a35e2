package org.troop.theory.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.troop.theory.parse.Texts.msg;
import static org.troop.theory.parse.Texts.problem;
import static org.troop.theory.parse.Texts.pub;
import static org.troop.theory.parse.Texts.theory;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.troop.term.Term;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Process;
import org.troop.theory.syntax.Process.Action;
import org.troop.theory.syntax.Process.Combinator;
import org.troop.theory.syntax.Process.Note;
import org.troop.theory.syntax.Process.Pattern;
import org.troop.theory.syntax.TypedVar;

class ProcessParserTest {
    private static final Process NULL = new Process.Null(Note.EMPTY);

    private static Process process(String text) {
        return theory(text).all(Item.TopProcess.class).getFirst().process();
    }

    private static Process out(String x, Process next) {
        return new Process.Prefix(new Action.Out(null, msg(x)), next, Note.EMPTY);
    }

    private static Process branch(Combinator c, Process l, Process r) {
        return new Process.Branch(c, l, r, Note.EMPTY);
    }

    @Test
    void bindsSequenceTighterThanChoiceAndParallel() {
        Process expected = branch(
                new Combinator.Choice(),
                branch(new Combinator.Parallel(), out("a", out("b", NULL)), out("c", NULL)),
                out("d", NULL));
        assertEquals(expected, process("process: out(a); out(b) || out(c); 0 + out(d)"));
    }

    @Test
    void extendsBodiesAsFarAsPossible() {
        assertEquals(process("process: !(out(a) | out(b))"), process("process: !out(a) | out(b)"));
        assertEquals(
                process("process: if x = y then (out(a) | out(b)) else (out(c) | out(d))"),
                process("process: if x = y then out(a) | out(b) else out(c) | out(d)"));
    }

    @Test
    void nestsLetDefinitionsWithTheSameElse() {
        Process p = process("process: let =x = a y = b in out(y) else out(z)");
        Process inner =
                branch(new Combinator.Let(new Pattern(msg("y"), Set.of()), msg("b")), out("y", NULL), out("z", NULL));
        assertEquals(
                branch(new Combinator.Let(new Pattern(msg("x"), Set.of(msg("x"))), msg("a")), inner, out("z", NULL)),
                p);
    }

    @Test
    void keepsTypesWithVariables() {
        Process p = process("process: new ~k:key; in(x:pub, <y, =z>); 0");
        Action.New first = (Action.New) ((Process.Prefix) p).action();
        assertEquals("key", TypedVar.type(first.variable()));
        Action.In in = (Action.In) ((Process.Prefix) ((Process.Prefix) p).next()).action();
        assertEquals(TypedVar.of(msg("x"), "pub"), in.channel());
        assertEquals(new Pattern(Term.pair(msg("y"), msg("z")), Set.of(msg("z"))), in.pattern());
    }

    @Test
    void expandsCalls() {
        Process p = process("let P(x:t, y) = out(x); out(y) process: P('a')");
        Process.Branch call = (Process.Branch) p;
        assertEquals(new Combinator.Call("P", List.of(pub("a"))), call.combinator());
        assertEquals(List.of("P"), call.left().note().names());
        assertEquals(new Action.Out(null, pub("a")), ((Process.Prefix) call.left()).action());
        assertEquals(NULL, call.right());
    }

    @Test
    void reportsCapturedVariables() {
        assertEquals("CapturedEx CapturedNew x", problem("let P(x) = new x; 0 process: P('a')"));
        assertEquals("CapturedEx CapturedIn x", problem("let P(x) = in(x); 0 process: P('a')"));
        assertTrue(theory("let P(x) = in(<x, y>); 0 process: P('a')")
                        .all(Item.TopProcess.class)
                        .size()
                == 1);
    }

    @Test
    void readsEmbeddedRules() {
        Process p = process("process: [ A(=x, y) ] --[ B(x), _restrict(x = y) ]-> [ C(y) ]; out(y)");
        Action.Rewrite r = (Action.Rewrite) ((Process.Prefix) p).action();
        assertEquals(Set.of(msg("x")), r.matched());
        assertEquals(List.of(Texts.fact("A", msg("x"), msg("y"))), r.premises());
        assertEquals(1, r.restrictions().size());
    }

    @Test
    void recordsLocations() {
        Process p = process("process: (out(a)) @ 'here'");
        assertEquals(pub("here"), p.note().location());
    }

    @Test
    void reportsBadProcesses() {
        assertEquals("process not defined: P", problem("process: P | 0"));
        assertEquals("Invalid pattern: pair(x,=x)", problem("process: in(<x, =x>)"));
        assertTrue(problem("process: if x = y & z = z then 0")
                .endsWith("write parentheses around an equality that is part of a condition: if (x = y) & …"));
        assertEquals("duplicate process: P", problem("let P = 0 let P = 0"));
    }

    @Test
    void readsExportsAndEquivalences() {
        assertEquals(
                List.of(new Item.Export("requests", "a \"b\" \\ ")),
                theory("export requests: \" a \\\"b\\\" \\\\ \"").items());
        assertEquals(
                1,
                theory("equivLemma: out(a) out(b)")
                        .all(Item.EquivalenceLemma.class)
                        .size());
        assertEquals(
                1,
                theory("diffEquivLemma: out(diff(a, b))")
                        .all(Item.DiffEquivalenceLemma.class)
                        .size());
    }
}
