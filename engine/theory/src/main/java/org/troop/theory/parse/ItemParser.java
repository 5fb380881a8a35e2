package org.troop.theory.parse;

import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Theory;

/** The items of one file. An included file has an item parser of its own and shares the theory. */
final class ItemParser {
    private static final int MAX_INCLUDES = 64;

    private static final String[] DIFF_ITEMS = {
        "heuristic",
        "tactic",
        "builtins",
        "functions",
        "equations",
        "macros",
        "restriction",
        "lemma",
        "diffLemma",
        "rule"
    };
    private static final String[] TRACE_ITEMS = {
        "heuristic",
        "tactic",
        "builtins",
        "options",
        "functions",
        "equations",
        "macros",
        "restriction",
        "test",
        "lemma",
        "rule",
        "process",
        "let",
        "equivLemma",
        "diffEquivLemma",
        "predicates",
        "export"
    };

    private final Scanner in;
    private final TheoryBuilder theory;
    private final int includes;

    private final SignatureParser signature;
    private final RuleParser rules;
    private final LemmaParser lemmas;
    private final HeuristicParser heuristics;
    private final ProcessParser processes;
    private final Preprocessor preprocessor;

    /**
     * @param includes how many files include this one, directly or not
     */
    ItemParser(Scanner in, TheoryBuilder theory, int includes) {
        this.in = in;
        this.theory = theory;
        this.includes = includes;
        TermParser terms = new TermParser(in, theory);
        FactParser facts = new FactParser(in, terms);
        FormulaParser formulas = new FormulaParser(in, theory, terms, facts);
        signature = new SignatureParser(in, theory, terms, facts, formulas);
        rules = new RuleParser(in, theory, terms, facts, formulas);
        heuristics = new HeuristicParser(in, theory);
        lemmas = new LemmaParser(in, theory, formulas, heuristics, new ProofParser(in, theory, terms, facts, formulas));
        processes = new ProcessParser(in, theory, terms, facts, formulas, rules);
        preprocessor = new Preprocessor(in, theory);
    }

    /** {@code theory Name begin … end}; what follows is ignored. */
    Theory theory() {
        in.skipBlank();
        in.requireWord("theory");
        String name = in.requireIdent();
        if (in.keyword("configuration")) {
            in.require(":");
            theory.add(new Item.Configuration(string()));
        }
        int begin = in.pos();
        in.requireWord("begin");
        PrintedSignature printed = new PrintedSignature(in, theory.symbols(), signature);
        if (in.substring(begin, in.pos()).contains(Theory.SIGNATURE_TITLE)) {
            printed.read();
        }
        items();
        if (!in.looksAtWord("end")) {
            in.miss("an item of the theory");
            in.keyword("end");
            String meant = Suggestion.of(in.peekLetters(), theory.diff() ? DIFF_ITEMS : TRACE_ITEMS);
            if (meant != null) {
                in.complain("did you mean '" + meant + "'?");
            }
            throw in.syntaxError();
        }
        printed.finish();
        return theory.build(name, in.file());
    }

    private void items() {
        while (item()) {
            // as long as items follow
        }
    }

    /** One item; false and no move if none starts here. */
    private boolean item() {
        if (in.peek() == '#') {
            return directive();
        }
        int start = in.pos();
        String word = in.peekLetters();
        if (word.isEmpty()) {
            return false;
        }
        in.reset(start + word.length());
        if (in.peek() == '{' && in.peekSecond() == '*') {
            text(word);
            return true;
        }
        if (in.identEnd() > in.pos()) {
            in.reset(start);
            return false;
        }
        in.skipBlank();
        if (theory.diff() ? diffItem(word, start) : traceItem(word, start)) {
            return true;
        }
        in.reset(start);
        return false;
    }

    /** Items of both kinds of theories, the keyword read. */
    private boolean commonItem(String word, int start) {
        switch (word) {
            case "heuristic" -> heuristics.heuristic(start);
            case "tactic" -> heuristics.tactic();
            case "builtins" -> signature.builtins(false);
            case "functions", "function" -> signature.functions();
            case "equations" -> signature.equations();
            case "macros" -> signature.macros();
            case "restriction" -> lemmas.restriction();
            case "axiom" -> {
                theory.warn(
                        "Deprecation Warning: using 'axiom' is retired notation, replace all uses of 'axiom' by 'restriction'.");
                lemmas.restriction();
            }
            case "lemma" -> lemmas.lemma(start);
            case "rule" -> rules.item();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean diffItem(String word, int start) {
        if (word.equals("diffLemma")) {
            lemmas.diffLemma(start);
            return true;
        }
        return commonItem(word, start);
    }

    private boolean traceItem(String word, int start) {
        switch (word) {
            case "options" -> signature.options();
            case "builtin" -> {
                if (in.peek() == ':') {
                    return false;
                }
                signature.builtins(true);
            }
            case "configuration" -> configuration(start);
            case "test" -> lemmas.caseTest();
            case "predicates", "predicate" -> signature.predicates();
            case "process" -> processes.top();
            case "let" -> processes.definition();
            case "equivLemma" -> processes.equivalence();
            case "diffEquivLemma" -> processes.diffEquivalence();
            case "export" -> processes.export();
            default -> {
                return commonItem(word, start);
            }
        }
        return true;
    }

    /** A formal comment, the header read. */
    private void text(String header) {
        int at = in.pos();
        in.next();
        in.next();
        StringBuilder body = new StringBuilder();
        for (; ; ) {
            if (in.atEnd()) {
                throw in.error(at, "this text is never closed, expected '*}'");
            }
            char c = in.next();
            if (c == '*' && in.peek() == '}') {
                in.next();
                in.skipBlank();
                theory.add(new Item.Text(header, body.toString()));
                return;
            }
            if (c == '*') {
                throw in.error(in.pos() - 1, "found '*' inside a text, expected '\\*' or the closing '*}'");
            }
            if (c == '\\') {
                c = in.nextEscaped('*');
            }
            body.append(c);
        }
    }

    /** Printed theories have their configuration block in front of all other items. */
    private void configuration(int at) {
        if (theory.hasItems()) {
            throw in.error(at, "a configuration block stands before 'begin', or in front of all items");
        }
        in.require(":");
        theory.add(new Item.Configuration(string()));
    }

    /** A string literal with backslash escapes. */
    private String string() {
        int at = in.pos();
        if (in.peek() != '"') {
            in.require("\"");
        }
        String s = StringLiteral.read(in);
        if (s == null) {
            throw in.error(at, "found a string that is not closed or has an unknown escape, expected \"…\"");
        }
        in.skipBlank();
        return s;
    }

    // Preprocessor.

    private boolean directive() {
        int at = in.pos();
        if (in.keyword("#ifdef")) {
            conditional(at);
        } else if (in.keyword("#define")) {
            preprocessor.define();
        } else if (in.keyword("#include")) {
            include(at);
        } else if (in.looksAtWord("#else") || in.looksAtWord("#endif")) {
            return false;
        } else {
            in.complain("conditions are written #ifdef flag, #ifdef not flag");
            throw in.syntaxError();
        }
        return true;
    }

    private void conditional(int at) {
        in.enter();
        boolean taken = preprocessor.condition();
        if (!taken && !preprocessor.skipThen(at)) {
            in.leave();
            return;
        }
        items();
        if (taken && in.looksAt("#else")) {
            preprocessor.skipElse(at);
        } else {
            in.require("#endif");
        }
        in.leave();
    }

    private void include(int at) {
        if (!in.looksAt("\"")) {
            in.require("\"");
        }
        in.symbol("\"");
        int start = in.pos();
        while (in.identEnd() > in.pos() && in.peek() != '_' || in.peek() == '.' || in.peek() == '/') {
            in.next();
        }
        String path = in.substring(start, in.pos());
        if (!in.symbol("\"")) {
            in.complain("the path of an include has letters, digits, dots and slashes only");
            throw in.syntaxError();
        }
        String directory = HeuristicParser.directory(in.file());
        String file = path.startsWith("/") || directory.isEmpty() ? path : directory + "/" + path;
        ParseException place = in.error(at, "");
        if (includes >= MAX_INCLUDES) {
            throw in.error(
                    at, "includes are nested more than " + MAX_INCLUDES + " deep; does " + file + " include itself?");
        }
        String text = TheoryParser.read(file, in.file(), place.line(), place.column());
        Scanner included = new Scanner(file, text);
        included.skipBlank();
        new ItemParser(included, theory, includes + 1).items();
        theory.symbols().snapshot();
    }
}
