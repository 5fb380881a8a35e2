package org.troop.theory.parse;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Name;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.RuleE;
import org.troop.theory.syntax.Theory;

/** Small theories and what is expected in them. */
final class Texts {
    private Texts() {}

    static Theory theory(String items) {
        return TheoryParser.parseString("theory T begin\n" + items + "\nend", "t.spthy");
    }

    static Theory theory(String items, String... defines) {
        return TheoryParser.parseString(
                "theory T begin\n" + items + "\nend", "t.spthy", new ParseOptions(Set.of(defines), false));
    }

    static Theory diffTheory(String items) {
        return TheoryParser.parseString(
                "theory T begin\n" + items + "\nend", "t.spthy", new ParseOptions(Set.of(), true));
    }

    /** The only rule of a theory. */
    static RuleE rule(String items) {
        return theory(items).all(Item.Rule.class).getFirst().rule();
    }

    /** The argument of the only conclusion of {@code rule R: [] --> [Out(term)]}. */
    static Term term(String declarations, String term) {
        return rule(declarations + " rule R: [ ] --> [ Out(" + term + ") ]")
                .conclusions()
                .getFirst()
                .args()
                .getFirst();
    }

    static Formula formula(String declarations, String formula) {
        return theory(declarations + " lemma l: \"" + formula + "\"")
                .all(Item.Lemma.class)
                .getFirst()
                .formula();
    }

    /** What is wrong with the items, without the place. */
    static String problem(String items) {
        return failure(items).problem();
    }

    static ParseException failure(String items) {
        return assertThrows(ParseException.class, () -> theory(items));
    }

    static Var msg(String name) {
        return Var.msg(name);
    }

    static Var node(String name) {
        return new Var(name, Sort.NODE, 0);
    }

    static Name pub(String id) {
        return new Name(Sort.PUB, id);
    }

    static Term f(String symbol, Term... args) {
        return Term.app(Symbol.free(symbol, args.length), args);
    }

    static Fact fact(String name, Term... args) {
        return Fact.of(FactTag.linear(name, args.length), args);
    }
}
