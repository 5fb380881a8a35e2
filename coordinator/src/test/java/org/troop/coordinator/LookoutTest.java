package org.troop.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.troop.coordinator.store.Roster;
import org.troop.coordinator.store.Roster.Node;

class LookoutTest {
    private static final Node A = new Node("a:1", 1);
    private static final Node B = new Node("b:1", 2);
    private static final Node C = new Node("c:1", 3);

    private static Roster.State state(long generation, long beats, Node... nodes) {
        return new Roster.State(
                generation,
                Stream.of(nodes).map(n -> new Roster.Beats(n, beats)).toList());
    }

    @Test
    void foundsOnAnEmptyRoster() {
        Lookout l = new Lookout(A);
        assertFalse(l.mayFound(0), "before it has looked");
        l.see(state(0, 0), 0);
        assertTrue(l.mayFound(0));
    }

    @Test
    void waitsAsLongAsAnotherNodeBeats() {
        Lookout l = new Lookout(A);
        for (long now = 0; now < 100_000; now += 1_000) {
            l.see(state(1, now / 4_000, B), now);
            assertFalse(l.mayFound(now));
        }
    }

    @Test
    void foundsWhenTheOthersHaveBeenSilentForLong() {
        Lookout l = new Lookout(A);
        l.see(state(1, 7, B), 500);
        l.see(state(1, 7, B), 500 + Lookout.SILENCE_MILLIS - 1);
        assertFalse(l.mayFound(500 + Lookout.SILENCE_MILLIS - 1));
        assertTrue(l.mayFound(500 + Lookout.SILENCE_MILLIS));
    }

    @Test
    void anEarlierProcessAtItsAddressIsDead() {
        Lookout l = new Lookout(A);
        l.see(state(1, 7, new Node("a:1", 99)), 0);
        assertTrue(l.mayFound(0));
    }

    @Test
    void aNewClusterIsWatchedFromItsBeginning() {
        Lookout l = new Lookout(A);
        l.see(state(1, 7, B), 0);
        l.see(state(2, 7, B), Lookout.SILENCE_MILLIS);
        assertFalse(l.mayFound(Lookout.SILENCE_MILLIS));
        assertEquals(2, l.generation());
    }

    @Test
    void theSmallerOfTwoClustersGivesWayAndTheOtherStays() {
        assertTrue(givesWay(A, Set.of(A), A, B, C));
        assertFalse(givesWay(B, Set.of(B, C), A, B, C));
        assertFalse(givesWay(A, Set.of(A), A, B));
        assertTrue(givesWay(B, Set.of(B), A, B));
    }

    @Test
    void oneClusterStays() {
        assertFalse(givesWay(A, Set.of(A, B, C), A, B, C));
    }

    /** Whether a node with these members gives way to the others that beat. */
    private static boolean givesWay(Node self, Set<Node> members, Node... beating) {
        Lookout l = new Lookout(self);
        for (long now = 0; now < Lookout.STRANGERS_MILLIS; now += 1_000) {
            l.see(state(1, now / 2_000, beating), now);
            assertFalse(l.mustGiveWay(members, now), "too early");
        }
        l.see(state(1, 1_000_000, beating), Lookout.STRANGERS_MILLIS);
        return l.mustGiveWay(members, Lookout.STRANGERS_MILLIS);
    }

    @Test
    void deadStrangersAreNoCluster() {
        Lookout l = new Lookout(C);
        for (long now = 0; now < 100_000; now += 1_000) {
            l.see(new Roster.State(1, List.of(new Roster.Beats(A, 5), new Roster.Beats(C, now))), now);
            assertFalse(now > Lookout.SILENCE_MILLIS && l.mustGiveWay(Set.of(C), now));
        }
        assertEquals(List.of(A), l.forgotten(100_000));
    }
}
