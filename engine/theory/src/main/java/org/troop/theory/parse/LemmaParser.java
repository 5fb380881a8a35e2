package org.troop.theory.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Item.TraceQuantifier;
import org.troop.theory.syntax.LemmaAttribute;
import org.troop.theory.syntax.LemmaAttribute.Flag;
import org.troop.theory.syntax.ProofNode;
import org.troop.theory.syntax.Side;

/** Restrictions, lemmas, case tests, accountability lemmas. */
final class LemmaParser {
    private static final Set<String> MODULES =
            Set.of("spthytyped", "spthy", "msr", "proverifequiv", "proverif", "deepsec");

    private final Scanner in;
    private final TheoryBuilder theory;
    private final FormulaParser formulas;
    private final HeuristicParser heuristics;
    private final ProofParser proofs;

    LemmaParser(
            Scanner in, TheoryBuilder theory, FormulaParser formulas, HeuristicParser heuristics, ProofParser proofs) {
        this.in = in;
        this.theory = theory;
        this.formulas = formulas;
        this.heuristics = heuristics;
        this.proofs = proofs;
    }

    /** A formula in double quotes, without predicates in diff theories. */
    private Formula quotedFormula() {
        in.require("\"");
        Formula f = in.orFail(theory.diff() ? formulas.plain() : formulas.formula());
        in.require("\"");
        return f;
    }

    /** {@code restriction} or {@code axiom}, the keyword read. */
    void restriction() {
        int at = in.pos();
        String name = in.requireIdent();
        boolean left = false;
        boolean right = false;
        if (theory.diff() && in.symbol("[")) {
            while (in.peek() != ']') {
                if (in.keyword("left")) {
                    left = true;
                } else if (in.keyword("right")) {
                    right = true;
                } else if (!in.keyword("both")) {
                    throw in.syntaxError();
                }
                if (!in.symbol(",")) {
                    break;
                }
            }
            in.require("]");
        }
        in.require(":");
        Formula f = quotedFormula();
        if (!theory.diff()) {
            theory.addRestriction(name, null, f, in, at);
        } else if (left) {
            theory.addRestriction(name, Side.LEFT, f, in, at);
        } else {
            theory.addRestriction(name, Side.RIGHT, f, in, at);
            if (!right) {
                theory.addRestriction(name, Side.LEFT, f, in, at);
            }
        }
    }

    /** {@code test}, the keyword read. */
    void caseTest() {
        int at = in.pos();
        String name = in.requireIdent();
        in.require(":");
        theory.addCaseTest(new Item.CaseTest(name, quotedFormula()), in, at);
    }

    // Lemmas.

    /** {@code lemma}, the keyword read; {@code start} is where it stands. */
    void lemma(int start) {
        boolean moduloE = in.symbol("(");
        if (moduloE) {
            in.requireWord("modulo");
            in.requireWord("E");
            in.require(")");
        }
        int at = in.pos();
        String name = in.requireIdent();
        List<LemmaAttribute> attributes = attributes();
        in.require(":");
        if (!moduloE && !theory.diff() && accountability(name, attributes, at)) {
            return;
        }
        TraceQuantifier quantifier =
                in.keyword("exists-trace") ? TraceQuantifier.EXISTS_TRACE : TraceQuantifier.ALL_TRACES;
        if (quantifier == TraceQuantifier.ALL_TRACES) {
            in.keyword("all-traces");
        }
        Formula f = quotedFormula();
        ProofNode proof = proofs.trace();
        String source = in.withoutComments(start, in.pos());
        add(new Item.Lemma(name, null, attributes, quantifier, f, proof, source), at);
    }

    /** In a diff theory a lemma without a side is one of the right and one of the left system. */
    private void add(Item.Lemma l, int at) {
        if (!theory.diff()) {
            theory.addLemma(l, in, at);
        } else if (l.has(Flag.LEFT)) {
            theory.addLemma(onSide(l, Side.LEFT, null), in, at);
        } else if (l.has(Flag.RIGHT)) {
            theory.addLemma(onSide(l, Side.RIGHT, null), in, at);
        } else {
            theory.addLemma(onSide(l, Side.RIGHT, Flag.RIGHT), in, at);
            theory.addLemma(onSide(l, Side.LEFT, Flag.LEFT), in, at);
        }
    }

    private static Item.Lemma onSide(Item.Lemma l, Side side, @Nullable Flag added) {
        List<LemmaAttribute> attributes = new ArrayList<>(l.attributes());
        if (added != null) {
            attributes.addFirst(added);
        }
        return new Item.Lemma(l.name(), side, attributes, l.quantifier(), l.formula(), l.proof(), l.source());
    }

    /** {@code diffLemma}, the keyword read. */
    void diffLemma(int start) {
        int at = in.pos();
        String name = in.requireIdent();
        List<LemmaAttribute> attributes = attributes();
        in.require(":");
        ProofNode proof = proofs.diff();
        String source = in.withoutComments(start, in.pos());
        theory.addDiffLemma(new Item.DiffLemma(name, attributes, proof, source), in, at);
    }

    /** {@code tests accounts for "formula"}; false and no move if something else comes next. */
    private boolean accountability(String name, List<LemmaAttribute> attributes, int at) {
        int before = in.pos();
        if (in.peek() == '"' || in.looksAt("all-traces") || in.looksAt("exists-trace")) {
            return false;
        }
        List<String> names = new ArrayList<>();
        do {
            String test = in.ident();
            if (test == null) {
                in.reset(before);
                return false;
            }
            names.add(test);
        } while (in.symbol(","));
        if (!in.keyword("accounts for") && !in.keyword("account for")) {
            in.reset(before);
            return false;
        }
        List<Item.CaseTest> tests = new ArrayList<>();
        for (String test : names) {
            Item.CaseTest t = theory.caseTest(test);
            if (t != null) {
                tests.add(t);
            }
        }
        Formula f = quotedFormula();
        theory.addAccountabilityLemma(new Item.AccountabilityLemma(name, attributes, names, tests, f), in, at);
        return true;
    }

    // Attributes.

    private List<LemmaAttribute> attributes() {
        List<LemmaAttribute> list = new ArrayList<>();
        if (!in.symbol("[")) {
            return list;
        }
        while (in.peek() != ']') {
            list.add(attribute());
            if (!in.symbol(",")) {
                break;
            }
        }
        in.require("]");
        return list;
    }

    private LemmaAttribute attribute() {
        if (in.keyword("typing")) {
            theory.warn(
                    "Deprecation Warning: using 'typing' is retired notation, replace all uses of 'typing' by 'sources'.");
            return Flag.SOURCES;
        }
        for (Flag f : Flag.values()) {
            if (in.keyword(f.text())) {
                return f;
            }
        }
        if (in.keyword("hide_lemma")) {
            in.require("=");
            return new LemmaAttribute.HideLemma(in.requireIdent());
        }
        if (in.keyword("heuristic")) {
            in.require("=");
            return new LemmaAttribute.Heuristic(heuristics.attribute());
        }
        if (in.keyword("output")) {
            in.require("=");
            return new LemmaAttribute.Output(modules());
        }
        throw in.syntaxError();
    }

    private List<String> modules() {
        List<String> list = new ArrayList<>();
        in.require("[");
        while (in.peek() != ']') {
            int at = in.pos();
            String module = in.requireIdent();
            if (!MODULES.contains(module)) {
                throw in.error(at, "found '" + module + "', expected one of the modules " + String.join(", ", MODULES));
            }
            list.add(module);
            if (!in.symbol(",")) {
                break;
            }
        }
        in.require("]");
        return list;
    }
}
