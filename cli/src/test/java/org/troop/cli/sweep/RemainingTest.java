package org.troop.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RemainingTest {
    private static final List<Double> FIVE = List.of(10.0, 20.0, 30.0, 40.0, 100.0);

    @Test
    void fewLemmasTellNothing() {
        assertEquals("unknown", Remaining.text(List.of(1.0, 2.0, 3.0, 4.0), List.of(), 3, 1));
    }

    @Test
    void aLemmaThatIsSlowerThanAllBeforeItTellsNothing() {
        assertEquals("unknown", Remaining.text(FIVE, List.of(101.0), 3, 1));
    }

    @Test
    void otherwiseThereIsARange() {
        assertEquals("3 min to 13 min", Remaining.text(FIVE, List.of(5.0), 10, 1));
        assertEquals("2 min to 7 min", Remaining.text(FIVE, List.of(5.0), 10, 2));
        assertEquals("20 s to 2 min", Remaining.text(FIVE, List.of(), 1, 2));
    }

    @Test
    void nothingIsLeftOfNothing() {
        assertEquals("nothing", Remaining.text(List.of(), List.of(), 0, 1));
    }
}
