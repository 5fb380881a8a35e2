package org.troop.cli;

import java.util.List;
import org.troop.theory.syntax.Item.Lemma;

/**
 * Which lemmas a command is about.
 *
 * @param patterns names, or beginnings of names with a star behind; all lemmas if there is none
 */
public record LemmaPatterns(List<String> patterns) {
    public boolean matches(Lemma l) {
        return matches(l.name());
    }

    public boolean matches(String name) {
        return patterns.isEmpty() || patterns.stream().anyMatch(p -> matches(p, name));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(name);
    }

    /** @throws UsageException if a pattern matches nothing */
    public void requireMatches(String path, List<Lemma> lemmas) {
        for (String p : patterns) {
            if (lemmas.stream().noneMatch(l -> matches(p, l.name()))) {
                String names =
                        String.join(", ", lemmas.stream().map(Lemma::name).toList());
                throw new UsageException(path + ": no lemma matches '" + p + "'; "
                        + (names.isEmpty() ? "the theory has no lemmas" : "the lemmas are: " + names));
            }
        }
    }
}
