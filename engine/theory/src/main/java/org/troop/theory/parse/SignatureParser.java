package org.troop.theory.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.term.Builtins;
import org.troop.term.Equation;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.parse.VariableParser.Literals;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.Item;

/** Items that declare symbols: builtins, functions, equations, macros, predicates, options. */
final class SignatureParser {
    private static final Set<String> OPTIONS = Set.of(
            "translation-progress",
            "translation-allow-pattern-lookups",
            "translation-state-optimisation",
            "translation-asynchronous-channels",
            "translation-compress-events");

    private final Scanner in;
    private final TheoryBuilder theory;
    private final SymbolTable symbols;
    private final TermParser terms;
    private final VariableParser variables;
    private final FactParser facts;
    private final FormulaParser formulas;

    SignatureParser(Scanner in, TheoryBuilder theory, TermParser terms, FactParser facts, FormulaParser formulas) {
        this.in = in;
        this.theory = theory;
        this.symbols = theory.symbols();
        this.terms = terms;
        this.variables = terms.variables();
        this.facts = facts;
        this.formulas = formulas;
    }

    /** After an entry of a list: whether another entry follows. A comma may also end the list. */
    boolean more() {
        return in.symbol(",") && in.identEnd() > in.pos() && !in.looksAtWord("end");
    }

    /** A name with hyphens, as builtins and options have. */
    private String hyphenated() {
        int start = in.pos();
        while (in.identEnd() > in.pos() || in.peek() == '-') {
            in.next();
        }
        String name = in.substring(start, in.pos());
        in.skipBlank();
        return name;
    }

    // Builtins and options.

    /** {@code builtins: …} or, as printed theories have it, {@code builtin name}, the keyword read. */
    void builtins(boolean printed) {
        if (!printed) {
            in.require(":");
        }
        do {
            int at = in.pos();
            String name = builtin();
            boolean forProcesses = name.equals("reliable-channel") || name.equals("locations-report");
            if (forProcesses) {
                if (theory.diff()) {
                    throw in.error(at, "the builtin '" + name + "' is not available in diff theories");
                }
                theory.addOption(name);
            }
            if (!name.equals("reliable-channel")) {
                symbols.addBuiltin(name);
            }
            if (!theory.diff()) {
                theory.add(new Item.Builtin(name));
            }
        } while (!printed && more());
    }

    String builtin() {
        int at = in.pos();
        String name = hyphenated();
        if (name.equals("pairing") || !Builtins.names().contains(name)) {
            throw in.error(at, "found '" + name + "', expected the name of a builtin theory: " + builtinNames());
        }
        return name;
    }

    private static String builtinNames() {
        Set<String> names = new LinkedHashSet<>(Builtins.names());
        names.remove("pairing");
        return String.join(", ", names);
    }

    void options() {
        in.require(":");
        do {
            int at = in.pos();
            String name = hyphenated();
            if (!OPTIONS.contains(name)) {
                throw in.error(at, "found '" + name + "', expected one of the options " + String.join(", ", OPTIONS));
            }
            theory.addOption(name);
        } while (more());
    }

    // Functions.

    void functions() {
        in.require(":");
        do {
            function();
        } while (more());
    }

    private void function() {
        int at = in.pos();
        String name = in.requireIdent();
        List<@Nullable String> argumentTypes = new ArrayList<>();
        String resultType = null;
        if (in.symbol("/")) {
            int arity = arity();
            for (int i = 0; i < arity; i++) {
                argumentTypes.add(null);
            }
        } else {
            in.require("(");
            while (in.peek() != ')') {
                argumentTypes.add(type());
                if (!in.symbol(",")) {
                    break;
                }
            }
            in.require(")");
            in.require(":");
            resultType = type();
        }
        declare(functionSymbol(name, argumentTypes.size()), argumentTypes, resultType, at);
    }

    int arity() {
        int at = in.pos();
        int arity = in.natural();
        if (arity < 0) {
            throw in.syntaxError();
        }
        if (arity > 1000) {
            throw in.error(at, "the arity " + arity + " is too large, expected at most 1000");
        }
        return arity;
    }

    private @Nullable String type() {
        String t = in.requireIdent();
        return t.equals("Any") ? null : t;
    }

    /** The symbol with the attributes that follow. A private function is a destructor, too: that is how it prints. */
    Symbol functionSymbol(String name, int arity) {
        boolean isPrivate = false;
        boolean isDestructor = false;
        boolean isConstructor = false;
        if (in.symbol("[")) {
            while (in.peek() != ']') {
                if (in.keyword("private")) {
                    isPrivate = true;
                    isDestructor = true; // printed theories say so
                } else if (in.keyword("destructor")) {
                    isDestructor = true;
                } else if (symbols.isPrinted() && in.keyword("constructor")) {
                    isConstructor = true;
                } else {
                    throw in.syntaxError();
                }
                if (!in.symbol(",")) {
                    break;
                }
            }
            in.require("]");
        }
        return new Symbol(Symbol.Kind.FREE, name, arity, isPrivate, isDestructor && !isConstructor);
    }

    private void declare(Symbol f, List<@Nullable String> argumentTypes, @Nullable String resultType, int at) {
        String name = f.name();
        if (SymbolTable.isReserved(name)) {
            throw in.error(at, "`" + name + "` is a reserved function name for builtins.");
        }
        Symbol old = symbols.declared(name);
        Symbol used = f;
        if (old != null && (name.equals("fst") || name.equals("snd"))) {
            used = symbols.isPrinted() ? f : old;
            symbols.addProjection(used);
        } else if (old != null && !old.equals(f)) {
            throw in.error(
                    at,
                    "conflicting arities/private " + attributes(old) + " and " + attributes(f) + " for `" + name + "`");
        } else {
            symbols.addFunction(f);
        }
        if (!theory.diff()) {
            theory.add(new Item.FunctionTyping(used, argumentTypes, resultType));
        }
    }

    private static String attributes(Symbol f) {
        return "("
                + f.arity()
                + (f.isPrivate() ? ",Private," : ",Public,")
                + (f.isDestructor() ? "Destructor)" : "Constructor)");
    }

    // Equations.

    void equations() {
        boolean convergent = false;
        if (in.symbol("[")) {
            in.requireWord("convergent");
            in.require("]");
            convergent = true;
        }
        in.require(":");
        List<Equation> list = new ArrayList<>();
        Literals old = variables.use(Literals.EQUATIONS);
        do {
            int at = in.pos();
            Term l = in.orFail(terms.term());
            in.require("=");
            Term r = in.orFail(terms.term());
            Equation e = EquationCheck.equation(l, r);
            if (e == null) {
                throw in.error(
                        at,
                        "Not a correct equation: RRule " + EquationCheck.raw(l) + " " + EquationCheck.raw(r)
                                + "; the right side must be ground or be made of proper subterms of the left side");
            }
            list.add(e);
        } while (moreEquations());
        variables.use(old);
        symbols.addEquations(list, convergent);
    }

    private boolean moreEquations() {
        return in.symbol(",")
                && !in.looksAtWord("end")
                && (in.identEnd() > in.pos() || "~$%(<".indexOf(in.peek()) >= 0);
    }

    // Macros and predicates.

    void macros() {
        in.require(":");
        List<Item.Macro> list = new ArrayList<>();
        if (in.identEnd() > in.pos() && !in.looksAtWord("end")) {
            do {
                list.add(macro());
            } while (more() || printedMacroFollows());
        }
        theory.add(new Item.Macros(list));
    }

    /** Printed macros stand below each other without commas. */
    private boolean printedMacroFollows() {
        return symbols.isPrinted() && in.identEnd() > in.pos() && in.text(in.identEnd()) == '(';
    }

    private Item.Macro macro() {
        int at = in.pos();
        String name = in.requireIdent();
        in.require("(");
        List<Var> parameters = new ArrayList<>();
        while (in.peek() != ')') {
            parameters.add(in.orFail(variables.any()));
            if (!in.symbol(",")) {
                break;
            }
        }
        in.require(")");
        in.require("=");
        Term body = in.orFail(terms.primary());
        if (SymbolTable.isReserved(name)) {
            throw in.error(at, "`\"" + name + "\"` is a reserved function name for builtins.");
        }
        if (new HashSet<>(parameters).size() < parameters.size()) {
            throw in.error(at, "\"" + name + "\" have two arguments with the same name.");
        }
        Symbol f = new Symbol(Symbol.Kind.FREE, name, parameters.size(), true, true);
        if (symbols.declared(name) != null && !symbols.isPrinted(f)) {
            throw in.error(at, "Conflicting name for macro " + name);
        }
        symbols.addMacro(f);
        return new Item.Macro(f, parameters, body);
    }

    void predicates() {
        in.require(":");
        do {
            int at = in.pos();
            Fact head = in.orFail(facts.predicate());
            for (Term t : head.args()) {
                if (!(t instanceof Var)) {
                    throw in.error(
                            at, "the arguments of predicate " + head.tag().name() + " must be variables");
                }
            }
            if (!in.symbol("<=>", "⇔")) {
                throw in.syntaxError();
            }
            Formula f = in.orFail(formulas.plain());
            theory.addPredicate(new Item.Predicate(head, f), in, at);
        } while (in.symbol(",") && (in.peek() == '!' || (in.identEnd() > in.pos() && !in.looksAtWord("end"))));
    }
}
