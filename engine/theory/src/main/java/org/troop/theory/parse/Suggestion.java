package org.troop.theory.parse;

import org.jspecify.annotations.Nullable;

/** Guesses which word was meant. */
final class Suggestion {
    private Suggestion() {}

    /** The word closest to what was written, if at most a third of its letters are wrong (Levenshtein distance). */
    static @Nullable String of(String written, String[] words) {
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String w : words) {
            int d = distance(written, w);
            if (d < bestDistance && 3 * d <= w.length() + 1) {
                best = w;
                bestDistance = d;
            }
        }
        return best;
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
