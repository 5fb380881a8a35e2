package org.troop.theory.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.term.Term;
import org.troop.term.Term.Var;

/**
 * Processes of the SAPIC+ calculus (Cheval, Jacomme, Kremer, Künnemann, USENIX Security 2022). Calls are already
 * expanded: the body is the left child of a {@link Combinator.Call}. Types are in the variables, see {@link TypedVar}.
 */
public sealed interface Process {

    /** {@code 0}. */
    record Null(Note note) implements Process {}

    /** An action and what follows it. */
    record Prefix(Action action, Process next, Note note) implements Process {}

    /** A node with two children; a missing {@code else} is {@link Null}. */
    record Branch(Combinator combinator, Process left, Process right, Note note) implements Process {}

    /**
     * What is attached to a node.
     *
     * @param names names of the definitions whose body this node is the root of, innermost first
     * @param location {@code (P)@location}
     */
    record Note(List<String> names, @Nullable Term location) {
        public static final Note EMPTY = new Note(List.of(), null);

        public Note {
            names = List.copyOf(names);
        }

        public Note withName(String name) {
            List<String> all = new ArrayList<>(names);
            all.add(name);
            return new Note(all, location);
        }
    }

    Note note();

    /** The same node with another note. */
    default Process withNote(Note n) {
        return switch (this) {
            case Null p -> new Null(n);
            case Prefix p -> new Prefix(p.action, p.next, n);
            case Branch p -> new Branch(p.combinator, p.left, p.right, n);
        };
    }

    /**
     * A pattern: its term without the {@code =} marks, and the variables that were marked (they must have a value already).
     *
     * @param matched ascending
     */
    record Pattern(Term term, Set<Var> matched) {}

    /** What one step does. */
    sealed interface Action {
        record New(Var variable) implements Action {}

        /** {@code !P}. */
        record Replicate() implements Action {}

        record In(@Nullable Term channel, Pattern pattern) implements Action {}

        record Out(@Nullable Term channel, Term message) implements Action {}

        record Insert(Term key, Term value) implements Action {}

        record Delete(Term key) implements Action {}

        record Lock(Term key) implements Action {}

        record Unlock(Term key) implements Action {}

        record Event(Fact fact) implements Action {}

        /**
         * An embedded rule.
         *
         * @param matched variables marked with {@code =} in the premises, ascending
         */
        record Rewrite(
                List<Fact> premises,
                List<Fact> actions,
                List<Fact> conclusions,
                List<Formula> restrictions,
                Set<Var> matched)
                implements Action {
            public Rewrite {
                premises = List.copyOf(premises);
                actions = List.copyOf(actions);
                conclusions = List.copyOf(conclusions);
                restrictions = List.copyOf(restrictions);
            }
        }
    }

    /** What joins two processes. */
    sealed interface Combinator {
        record Parallel() implements Combinator {}

        /** {@code P + Q}. */
        record Choice() implements Combinator {}

        /** {@code if left = right then … else …}. */
        record IfEqual(Term left, Term right) implements Combinator {}

        record If(Formula condition) implements Combinator {}

        record Let(Pattern pattern, Term term) implements Combinator {}

        record Lookup(Term key, Var variable) implements Combinator {}

        /** A call; the left child is the expanded body, the right one null. */
        record Call(String name, List<Term> arguments) implements Combinator {
            public Call {
                arguments = List.copyOf(arguments);
            }
        }
    }
}
