package org.troop.theory.syntax;

import java.util.List;

/** What stands in brackets behind a lemma's name. Kept in the order written, repetitions included. */
public sealed interface LemmaAttribute {
    /** Attributes without a value. */
    enum Flag implements LemmaAttribute {
        SOURCES("sources"),
        REUSE("reuse"),
        DIFF_REUSE("diff_reuse"),
        USE_INDUCTION("use_induction"),
        LEFT("left"),
        RIGHT("right");

        private final String text;

        Flag(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** {@code hide_lemma=name}. */
    record HideLemma(String name) implements LemmaAttribute {}

    /** {@code heuristic=…}; only the first one of a lemma counts. */
    record Heuristic(List<Ranking> rankings) implements LemmaAttribute {
        public Heuristic {
            rankings = List.copyOf(rankings);
        }
    }

    /** {@code output=[…]}: proved only for these output modules. */
    record Output(List<String> modules) implements LemmaAttribute {
        public Output {
            modules = List.copyOf(modules);
        }
    }
}
