package org.troop.theory.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.parse.VariableParser.Literals;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Process;
import org.troop.theory.syntax.Process.Action;
import org.troop.theory.syntax.Process.Combinator;
import org.troop.theory.syntax.Process.Note;
import org.troop.theory.syntax.Process.Pattern;
import org.troop.theory.syntax.ProcessSubstitution;
import org.troop.theory.syntax.TypedVar;

/**
 * Processes. {@code ;} binds tightest; {@code |}, {@code ||} and {@code +} have one precedence and associate to the left;
 * the bodies of {@code !}, {@code if}, {@code let} and {@code lookup} extend as far as possible. Calls are expanded here.
 */
final class ProcessParser {
    private static final Process NULL = new Process.Null(Note.EMPTY);

    private final Scanner in;
    private final TheoryBuilder theory;
    private final TermParser terms;
    private final VariableParser variables;
    private final FactParser facts;
    private final FormulaParser formulas;
    private final RuleParser rules;

    ProcessParser(
            Scanner in,
            TheoryBuilder theory,
            TermParser terms,
            FactParser facts,
            FormulaParser formulas,
            RuleParser rules) {
        this.in = in;
        this.theory = theory;
        this.terms = terms;
        this.variables = terms.variables();
        this.facts = facts;
        this.formulas = formulas;
        this.rules = rules;
    }

    // Items, their keyword read.

    /** {@code process: P}. */
    void top() {
        in.require(":");
        theory.add(new Item.TopProcess(withTypes()));
    }

    /** {@code let Name(parameters) = P}. */
    void definition() {
        int at = in.pos();
        String name = in.requireIdent();
        List<Var> parameters = null;
        if (in.symbol("(")) {
            parameters = new ArrayList<>();
            while (in.peek() != ')') {
                parameters.add(in.orFail(variables.processVariable()));
                if (!in.symbol(",")) {
                    break;
                }
            }
            in.require(")");
        }
        in.require("=");
        theory.addProcess(new Item.ProcessDefinition(name, parameters, withTypes()), in, at);
    }

    /** {@code equivLemma: P Q}. */
    void equivalence() {
        in.require(":");
        Process left = withTypes();
        theory.add(new Item.EquivalenceLemma(left, withTypes()));
    }

    /** {@code diffEquivLemma: P}; from here on {@code diff(a, b)} is a term. */
    void diffEquivalence() {
        theory.enableDiffTerms();
        in.require(":");
        theory.add(new Item.DiffEquivalenceLemma(withTypes()));
    }

    private Process withTypes() {
        Literals old = variables.use(Literals.PROCESSES);
        Process p = process();
        variables.use(old);
        return p;
    }

    // Processes.

    private Process process() {
        in.enter();
        Process p = unit();
        for (; ; ) {
            Combinator c;
            if (in.symbol("+")) {
                c = new Combinator.Choice();
            } else if (in.looksAt("||") ? in.symbol("||") : in.symbol("|")) {
                c = new Combinator.Parallel();
            } else {
                in.leave();
                return p;
            }
            p = new Process.Branch(c, p, unit(), Note.EMPTY);
        }
    }

    /** Actions with semicolons between, and what ends them. */
    private Process unit() {
        List<Action> actions = new ArrayList<>();
        Process last = null;
        do {
            last = other();
            if (last != null) {
                break;
            }
            actions.add(action());
        } while (in.symbol(";"));
        Process p = last == null ? NULL : last;
        for (int i = actions.size() - 1; i >= 0; i--) {
            p = new Process.Prefix(actions.get(i), p, Note.EMPTY);
        }
        return p;
    }

    /** A process that does not start with an action followed by a semicolon; null if an action comes next. */
    private @Nullable Process other() {
        if (in.symbol("!")) {
            return new Process.Prefix(new Action.Replicate(), process(), Note.EMPTY);
        }
        if (in.keyword("lookup")) {
            return lookup();
        }
        if (in.keyword("if")) {
            return conditional();
        }
        if (in.keyword("let")) {
            return let();
        }
        if (in.keyword("0")) {
            return NULL;
        }
        if (in.peek() == '(') {
            return parenthesis();
        }
        return startsAction() ? null : call();
    }

    private boolean startsAction() {
        return in.peek() == '['
                || in.looksAtWord("in")
                || in.looksAtWord("out")
                || in.looksAtWord("new")
                || in.looksAtWord("event")
                || in.looksAtWord("insert")
                || in.looksAtWord("delete")
                || in.looksAtWord("lock")
                || in.looksAtWord("unlock");
    }

    private Process lookup() {
        Term key = in.orFail(terms.term());
        in.requireWord("as");
        Var v = in.orFail(variables.processVariable());
        in.requireWord("in");
        Process found = process();
        return new Process.Branch(new Combinator.Lookup(key, v), found, otherwise(), Note.EMPTY);
    }

    private Process otherwise() {
        return in.keyword("else") ? process() : NULL;
    }

    private Process conditional() {
        Combinator c = condition();
        in.requireWord("then");
        Process then = process();
        return new Process.Branch(c, then, otherwise(), Note.EMPTY);
    }

    private Combinator condition() {
        int start = in.pos();
        Term l = terms.term();
        Term r = l != null && in.symbol("=") ? terms.term() : null;
        if (l != null && r != null) {
            if (in.looksAt("&") || in.looksAt("|") || in.looksAt("==>")) {
                in.complain("write parentheses around an equality that is part of a condition: if (x = y) & …");
            }
            return new Combinator.IfEqual(l, r);
        }
        in.reset(start);
        return new Combinator.If(in.orFail(formulas.formula()));
    }

    /** Definitions of one {@code let} nest, the first outermost, each with the same {@code else}. */
    private Process let() {
        List<Combinator> definitions = new ArrayList<>();
        do {
            Pattern p = pattern(in.orFail(patternTerm()));
            in.require("=");
            definitions.add(new Combinator.Let(p, in.orFail(terms.term())));
        } while (!in.keyword("in"));
        Process p = process();
        Process otherwise = otherwise();
        for (int i = definitions.size() - 1; i >= 0; i--) {
            p = new Process.Branch(definitions.get(i), p, otherwise, Note.EMPTY);
        }
        return p;
    }

    private Process parenthesis() {
        in.require("(");
        Process p = process();
        in.require(")");
        if (!in.symbol("@")) {
            return p;
        }
        return p.withNote(new Note(p.note().names(), in.orFail(terms.term())));
    }

    private Process call() {
        int at = in.pos();
        String name = in.requireIdent();
        List<Term> arguments = new ArrayList<>();
        if (in.symbol("(")) {
            while (in.peek() != ')') {
                arguments.add(in.orFail(terms.term()));
                if (!in.symbol(",")) {
                    break;
                }
            }
            in.require(")");
        }
        Item.ProcessDefinition definition = theory.process(name);
        if (definition == null) {
            throw in.error(at, "process not defined: " + name);
        }
        List<Var> parameters = definition.parameters() == null ? List.of() : definition.parameters();
        Map<Var, Term> map = new HashMap<>();
        for (int i = 0; i < Math.min(parameters.size(), arguments.size()); i++) {
            map.put(parameters.get(i), arguments.get(i));
            map.put(TypedVar.untyped(parameters.get(i)), arguments.get(i));
        }
        Process body;
        try {
            body = ProcessSubstitution.apply(definition.process(), map);
        } catch (ProcessSubstitution.CapturedException e) {
            throw in.error(at, String.valueOf(e.getMessage()));
        }
        body = body.withNote(body.note().withName(name));
        return new Process.Branch(new Combinator.Call(name, arguments), body, NULL, Note.EMPTY);
    }

    // Actions.

    private Action action() {
        if (in.peek() == '[') {
            return rewrite();
        }
        if (in.keyword("new")) {
            return new Action.New(in.orFail(variables.processVariable()));
        }
        if (in.keyword("in")) {
            return input();
        }
        if (in.keyword("out")) {
            return output();
        }
        if (in.keyword("event")) {
            return new Action.Event(in.orFail(facts.fact()));
        }
        if (in.keyword("insert")) {
            Term key = in.orFail(terms.term());
            in.require(",");
            return new Action.Insert(key, in.orFail(terms.term()));
        }
        if (in.keyword("delete")) {
            return new Action.Delete(in.orFail(terms.term()));
        }
        if (in.keyword("lock")) {
            return new Action.Lock(in.orFail(terms.term()));
        }
        if (in.keyword("unlock")) {
            return new Action.Unlock(in.orFail(terms.term()));
        }
        throw in.syntaxError();
    }

    private Action input() {
        in.require("(");
        int start = in.pos();
        Term message = patternTerm();
        if (message != null && in.symbol(")")) {
            return new Action.In(null, inputPattern(message, start));
        }
        in.reset(start);
        Term channel = in.orFail(terms.term());
        in.require(",");
        int at = in.pos();
        message = in.orFail(patternTerm());
        in.require(")");
        return new Action.In(channel, inputPattern(message, at));
    }

    private Action output() {
        in.require("(");
        Term first = in.orFail(terms.term());
        Action a = in.symbol(",") ? new Action.Out(first, in.orFail(terms.term())) : new Action.Out(null, first);
        in.require(")");
        return a;
    }

    /** An embedded rule. */
    private Action rewrite() {
        int at = in.pos();
        Literals old = variables.use(Literals.PATTERNS);
        RuleParser.Body b = in.orFail(rules.ruleBody(true));
        variables.use(old);
        Set<Var> matched = new TreeSet<>();
        List<Fact> premises = unmark(b.premises(), matched);
        Set<Var> bound = new HashSet<>();
        Set<Var> marked = new HashSet<>();
        b.premises().forEach(f -> f.occurrences(bound));
        bound.removeIf(ProcessParser::isMarked);
        b.actions().forEach(f -> f.occurrences(marked));
        b.conclusions().forEach(f -> f.occurrences(marked));
        b.restrictions().forEach(f -> f.occurrences(marked));
        if (bound.stream().anyMatch(matched::contains)) {
            throw in.error(at, "Invalid pattern in lhs of embedded MSR: a variable is both bound and matched with =");
        }
        if (marked.stream().anyMatch(ProcessParser::isMarked)) {
            throw in.error(
                    at, "Invalid pattern in rhs of embedded MSR: variables can be matched with = in premises only");
        }
        return new Action.Rewrite(premises, b.actions(), b.conclusions(), b.restrictions(), matched);
    }

    // Patterns. While they are read, marked variables have names that begin with "=".

    private @Nullable Term patternTerm() {
        Literals old = variables.use(Literals.PATTERNS);
        Term t = terms.term();
        variables.use(old);
        return t;
    }

    private static boolean isMarked(Var v) {
        return v.name().startsWith("=");
    }

    private static Pattern pattern(Term t) {
        Set<Var> matched = new TreeSet<>();
        return new Pattern(unmark(t, matched), matched);
    }

    private static Term unmark(Term t, Set<Var> matched) {
        return t.mapLiterals(l -> {
            if (!(l instanceof Var v && isMarked(v))) {
                return l;
            }
            Var u = new Var(v.name().substring(1), v.sort(), v.index());
            matched.add(u);
            return u;
        });
    }

    private static List<Fact> unmark(List<Fact> facts, Set<Var> matched) {
        List<Fact> out = new ArrayList<>(facts.size());
        for (Fact f : facts) {
            out.add(f.map(t -> unmark(t, matched)));
        }
        return out;
    }

    /** In an input no variable may be bound twice, nor be both bound and matched. */
    private Pattern inputPattern(Term t, int at) {
        Pattern p = pattern(t);
        List<Var> all = new ArrayList<>();
        t.occurrences(all);
        Set<Var> bound = new HashSet<>();
        for (Var v : all) {
            if (!isMarked(v) && (!bound.add(v) || p.matched().contains(v))) {
                throw in.error(at, "Invalid pattern: " + EquationCheck.raw(t));
            }
        }
        return p;
    }

    // Export.

    /** {@code export tag: "text"} or, as printed theories have it, {@code export: tag "text"}; the keyword read. */
    void export() {
        boolean printed = in.symbol(":");
        String tag = in.requireIdent();
        if (!printed) {
            in.require(":");
        }
        int at = in.pos();
        in.require("\"");
        StringBuilder text = new StringBuilder();
        while (in.peek() != '"') {
            if (in.atEnd()) {
                throw in.error(at, "this text is never closed, expected '\"'");
            }
            char c = in.next();
            if (c == '\\') {
                c = in.nextEscaped('"');
            }
            text.append(c);
        }
        in.require("\"");
        theory.add(new Item.Export(tag, text.toString()));
    }
}
