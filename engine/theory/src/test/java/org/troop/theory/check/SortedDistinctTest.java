package org.troop.theory.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SortedDistinctTest {
    /** Sorts by the first character. */
    private static List<String> of(String... s) {
        return SortedDistinct.of(List.of(s), Comparator.comparing(x -> x.charAt(0)));
    }

    @Test
    void sorts() {
        assertEquals(List.of("a", "b", "c", "d"), of("c", "a", "d", "b"));
    }

    @Test
    void keepsTheLaterOfTwoEqualNeighbours() {
        assertEquals(List.of("a2", "b"), of("a1", "a2", "b"));
    }

    @Test
    void keepsTheOneOfTheEarlierRunWhenRunsMerge() {
        assertEquals(List.of("a", "b1", "c"), of("a", "b1", "b2", "c"));
    }

    @Test
    void readsDescendingRunsBackwards() {
        assertEquals(List.of("a", "b", "c1"), of("c1", "b", "a", "c2"));
    }
}
