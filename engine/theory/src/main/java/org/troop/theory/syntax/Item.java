package org.troop.theory.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Var;

/**
 * Items of a theory in file order. The {@link Translation} items matter for the translation of processes and
 * accountability lemmas only; they keep their place in the printed theory as blank lines.
 */
public sealed interface Item {

    /** {@code configuration: "text"}; always the first item. */
    record Configuration(String text) implements Item {}

    /**
     * A rule.
     *
     * @param variants hand-written variants; empty when they are to be computed
     */
    record Rule(RuleE rule, List<RuleAC> variants) implements Item {
        public Rule {
            variants = List.copyOf(variants);
        }
    }

    /** A rule of a diff theory, with explicit projections if they are written (both or none). */
    record DiffRule(
            RuleE rule, @Nullable Rule left, @Nullable Rule right) implements Item {}

    /**
     * A restriction; those of {@code _restrict} stand directly before their rule.
     *
     * @param side in diff theories only
     */
    record Restriction(String name, @Nullable Side side, Formula formula) implements Item {}

    /** Which traces a lemma talks about. */
    enum TraceQuantifier {
        ALL_TRACES("all-traces"),
        EXISTS_TRACE("exists-trace");

        private final String text;

        TraceQuantifier(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /**
     * A lemma, predicates expanded.
     *
     * @param side in diff theories only; the attributes then contain {@code left} or {@code right}, too
     * @param proof the script of the file; null without one
     * @param source text of the file from {@code lemma} to the end of the script, comments removed
     */
    record Lemma(
            String name,
            @Nullable Side side,
            List<LemmaAttribute> attributes,
            TraceQuantifier quantifier,
            Formula formula,
            @Nullable ProofNode proof,
            String source)
            implements Item {
        public Lemma {
            attributes = List.copyOf(attributes);
        }

        public boolean has(LemmaAttribute.Flag flag) {
            return attributes.contains(flag);
        }

        public Lemma withProof(@Nullable ProofNode newProof) {
            return new Lemma(name, side, attributes, quantifier, formula, newProof, source);
        }
    }

    /** {@code diffLemma}: observational equivalence. */
    record DiffLemma(
            String name,
            List<LemmaAttribute> attributes,
            @Nullable ProofNode proof,
            String source) implements Item {
        public DiffLemma {
            attributes = List.copyOf(attributes);
        }
    }

    /** A formal comment <code>header{* body *}</code>, body unescaped. */
    record Text(String header, String body) implements Item {}

    /** {@code head <=> formula}; the arguments of the head are variables. */
    record Predicate(Fact head, Formula formula) implements Item {}

    /** One {@code macros:} block. */
    record Macros(List<Macro> macros) implements Item {
        public Macros {
            macros = List.copyOf(macros);
        }
    }

    /**
     * {@code name(parameters) = body}.
     *
     * @param symbol how terms refer to it: a private destructor
     */
    record Macro(Symbol symbol, List<Var> parameters, Term body) {
        public Macro {
            parameters = List.copyOf(parameters);
        }

        public String name() {
            return symbol.name();
        }
    }

    /** Items that only the translation of processes and accountability lemmas reads. Not in diff theories. */
    sealed interface Translation extends Item {}

    /** One name of a {@code builtins:} list. */
    record Builtin(String name) implements Translation {}

    /**
     * One entry of a {@code functions:} list.
     *
     * @param argumentTypes type names; null is unknown ({@code Any})
     */
    record FunctionTyping(
            Symbol symbol,
            List<@Nullable String> argumentTypes,
            @Nullable String resultType) implements Translation {
        public FunctionTyping {
            argumentTypes = Collections.unmodifiableList(new ArrayList<>(argumentTypes));
        }
    }

    /** {@code test name: "formula"}, predicates unexpanded. */
    record CaseTest(String name, Formula formula) implements Translation {}

    /**
     * {@code lemma name: tests accounts for "formula"}.
     *
     * @param testNames as written
     * @param tests those of them that were declared before
     */
    record AccountabilityLemma(
            String name, List<LemmaAttribute> attributes, List<String> testNames, List<CaseTest> tests, Formula formula)
            implements Translation {
        public AccountabilityLemma {
            attributes = List.copyOf(attributes);
            testNames = List.copyOf(testNames);
            tests = List.copyOf(tests);
        }
    }

    /** {@code process: …}. */
    record TopProcess(Process process) implements Translation {}

    /**
     * {@code let name(parameters) = process}.
     *
     * @param parameters null when there is no parameter list
     */
    record ProcessDefinition(String name, @Nullable List<Var> parameters, Process process) implements Translation {}

    /** {@code equivLemma: left right}. */
    record EquivalenceLemma(Process left, Process right) implements Translation {}

    /** {@code diffEquivLemma: process}. */
    record DiffEquivalenceLemma(Process process) implements Translation {}

    /** {@code export tag: "text"}, unescaped. */
    record Export(String tag, String text) implements Translation {}
}
