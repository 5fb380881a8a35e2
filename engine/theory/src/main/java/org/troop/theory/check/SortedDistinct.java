package org.troop.theory.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts and keeps one element per key. Which one decides what the report shows: a natural merge sort, where an element
 * is dropped for an equal one right behind it, and in merges the element of the left run stays.
 */
final class SortedDistinct {
    private SortedDistinct() {}

    static <T> List<T> of(List<T> list, Comparator<? super T> key) {
        List<List<T>> runs = runs(list, key);
        while (runs.size() > 1) {
            List<List<T>> merged = new ArrayList<>();
            for (int i = 0; i < runs.size(); i += 2) {
                merged.add(i + 1 < runs.size() ? merge(runs.get(i), runs.get(i + 1), key) : runs.get(i));
            }
            runs = merged;
        }
        return runs.isEmpty() ? List.of() : runs.getFirst();
    }

    /** Strictly monotonic runs, as ascending lists. */
    private static <T> List<List<T>> runs(List<T> list, Comparator<? super T> key) {
        List<List<T>> out = new ArrayList<>();
        int i = 0;
        while (i < list.size()) {
            while (i + 1 < list.size() && key.compare(list.get(i), list.get(i + 1)) == 0) {
                i++;
            }
            int from = i++;
            boolean descending = i < list.size() && key.compare(list.get(from), list.get(i)) > 0;
            while (i < list.size() && isStep(key.compare(list.get(i - 1), list.get(i)), descending)) {
                i++;
            }
            List<T> run = list.subList(from, i);
            out.add(descending ? run.reversed() : run);
        }
        return out;
    }

    private static boolean isStep(int comparison, boolean descending) {
        return descending ? comparison > 0 : comparison < 0;
    }

    private static <T> List<T> merge(List<T> left, List<T> right, Comparator<? super T> key) {
        List<T> out = new ArrayList<>(left.size() + right.size());
        int l = 0;
        int r = 0;
        while (l < left.size() && r < right.size()) {
            int c = key.compare(left.get(l), right.get(r));
            if (c <= 0) {
                out.add(left.get(l++));
                r += c == 0 ? 1 : 0;
            } else {
                out.add(right.get(r++));
            }
        }
        out.addAll(left.subList(l, left.size()));
        out.addAll(right.subList(r, right.size()));
        return out;
    }
}
