package org.troop.theory.close;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.TheoryParser;

class FingerprintTest {
    private static byte[] of(String items) {
        try {
            return Fingerprint.of(
                    Closing.close(TheoryParser.parseString("theory T begin\n" + items + "\nend", "test")));
        } catch (UnguardedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void tellsTheoriesApart() {
        assertArrayEquals(of("rule A: [ Fr(~x) ] --> [ Out(~x) ]"), of("rule A: [ Fr(~x) ] --> [ Out(~x) ]"));
        assertFalse(Arrays.equals(
                of("rule A: [ Fr(~x) ] --> [ Out(~x) ]"), of("rule A: [ Fr(~x) ] --> [ Out(<~x, ~x>) ]")));
    }

    /** Terms with many arguments lie in several records. */
    @Test
    void readsFactsOfThirtyArguments() {
        String xs = IntStream.range(0, 30).mapToObj(i -> "x" + i).collect(Collectors.joining(", "));
        String rule = "rule A: [ In(<" + xs + ">) ] --[ Seen(" + xs + ") ]-> [ State(" + xs + ") ]\n"
                + "rule B: [ State(" + xs + ") ] --> [ Out(x29) ]";
        assertArrayEquals(of(rule), of(rule));
        assertFalse(Arrays.equals(of(rule), of(rule.replace("Out(x29)", "Out(x28)"))));
    }
}
