package org.troop.coordinator.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.troop.proto.LemmaState;
import org.troop.proto.ProofStatus;
import org.troop.proto.SweepOptions;
import org.troop.proto.Theory;
import org.troop.proto.Trace;

/** What is durable when, on both databases. */
class ProofStoreTest {
    enum Database {
        SQLITE,
        POSTGRESQL
    }

    private static @Nullable PostgresServer server;
    private static int sweeps;

    @TempDir
    Path directory;

    @BeforeAll
    static void startServer() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private ProofStore open(Database d) {
        if (d == Database.SQLITE) {
            return ProofStore.open("jdbc:sqlite:" + directory.resolve("proofs.db"), null, null);
        }
        Assumptions.assumeTrue(server != null, "there is no PostgreSQL on this machine (Debian: postgresql)");
        return ProofStore.open(server.url(), null, null);
    }

    private static String submit(ProofStore store, String... lemmas) {
        String id = "sweep-" + ++sweeps;
        Theory t = Theory.newBuilder().addDefines(id).build();
        assertTrue(store.submit(new ProofStore.NewSweep(
                        id, "a name", id, t, 10, List.of(lemmas), 0, 4, 1_000, SweepOptions.getDefaultInstance()))
                .join());
        return id;
    }

    private static Merge merge(SearchRow owner, long unit, long next, int children, int traces) {
        List<Merge.Child> open = new ArrayList<>();
        for (int i = 0; i < children; i++) {
            open.add(new Merge.Child(next + i, new int[] {300, i}, new byte[] {(byte) i, 7}));
        }
        List<Trace> found = new ArrayList<>();
        for (int i = 0; i < traces; i++) {
            found.add(Trace.newBuilder().addPath(i).build());
        }
        return new Merge(
                owner.id(),
                owner.incarnation(),
                unit,
                new byte[] {1, 2, 3},
                open,
                found,
                next + children,
                8,
                5,
                ProofStatus.PROOF_STATUS_COMPLETE,
                40,
                new byte[] {9},
                new Merge.Counts(children, 0, 0, 0));
    }

    private static Throwable failure(CompletableFuture<?> f) {
        return assertThrows(CompletionException.class, f::join).getCause();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void whatWasMergedIsThereForTheNextOwner(Database d) {
        String search;
        try (ProofStore store = open(d)) {
            search = ProofStore.searchId(submit(store, "a", "b"), 0);
            SearchRow owner = store.takeOver(search).join();
            assertEquals(1, owner.incarnation());
            assertNull(store.reads().system(search, 0));
            assertTrue(store.merge(List.of(merge(owner, 0, 1, 2, 1))).join());
        }
        try (ProofStore store = open(d)) {
            SearchRow next = store.takeOver(search).join();
            assertEquals(2, next.incarnation());
            assertEquals(8, next.limit());
            assertEquals(3, next.nextUnit());
            assertEquals(5, next.nodes());
            assertArrayEquals(new byte[] {9}, next.fingerprint());
            var open = store.reads().open(search);
            assertEquals(List.of(1L, 2L), open.stream().map(n -> n.unit()).toList());
            assertArrayEquals(new int[] {300, 1}, open.get(1).path());
            assertArrayEquals(new byte[] {1, 7}, store.reads().system(search, 2));
            assertEquals(1, store.reads().traces(search).size());
            List<Reads.FragmentRow> rows = new ArrayList<>();
            store.reads().fragments(search, rows::add);
            assertEquals(1, rows.size());
            assertEquals(-1, rows.getFirst().parent());
            assertArrayEquals(new byte[] {1, 2, 3}, rows.getFirst().fragment());
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aUnitIsMergedOnce(Database d) {
        try (ProofStore store = open(d)) {
            String search = ProofStore.searchId(submit(store, "a"), 0);
            SearchRow owner = store.takeOver(search).join();
            assertTrue(store.merge(List.of(merge(owner, 0, 1, 2, 0))).join());
            assertFalse(store.merge(List.of(merge(owner, 0, 3, 2, 0))).join());
            assertEquals(2, store.reads().open(search).size());
            assertEquals(5, store.takeOver(search).join().nodes());
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void unitsAreMergedTogetherOrNotAtAll(Database d) {
        try (ProofStore store = open(d)) {
            String search = ProofStore.searchId(submit(store, "a"), 0);
            SearchRow owner = store.takeOver(search).join();
            assertTrue(store.merge(List.of(merge(owner, 0, 1, 3, 0))).join());
            assertInstanceOf(
                    StoreException.class,
                    failure(store.merge(List.of(merge(owner, 1, 4, 2, 0), merge(owner, 0, 6, 1, 0)))));
            assertEquals(3, store.reads().open(search).size());
            assertTrue(store.merge(List.of(merge(owner, 1, 4, 2, 0), merge(owner, 2, 6, 1, 0)))
                    .join());
            assertEquals(4, store.reads().open(search).size());
            SearchRow now = store.takeOver(search).join();
            assertEquals(15, now.nodes());
            assertEquals(3, now.units());
            assertEquals(7, now.nextUnit());
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void earlierOwnersAreFencedOff(Database d) {
        try (ProofStore store = open(d)) {
            String search = ProofStore.searchId(submit(store, "a"), 0);
            SearchRow first = store.takeOver(search).join();
            store.takeOver(search).join();
            assertInstanceOf(StoreException.Fenced.class, failure(store.merge(List.of(merge(first, 0, 1, 1, 0)))));
            var end = new Merge.End(false, new byte[0], ProofStatus.PROOF_STATUS_COMPLETE, 1, "");
            assertInstanceOf(StoreException.Fenced.class, failure(store.finish(search, first.incarnation(), end, 1)));
            assertEquals(1, store.reads().open(search).size());
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aMergeThatFailsChangesNothingAndSparesItsNeighbours(Database d) {
        try (ProofStore store = open(d)) {
            String sweep = submit(store, "a", "b", "c");
            List<CompletableFuture<Boolean>> merges = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                SearchRow owner = store.takeOver(ProofStore.searchId(sweep, i)).join();
                // The middle one gives its children a number that is taken.
                merges.add(store.merge(List.of(merge(owner, 0, i == 1 ? 0 : 1, 2, 0))));
            }
            assertTrue(merges.get(0).join());
            assertInstanceOf(StoreException.class, failure(merges.get(1)));
            assertTrue(merges.get(2).join());
            assertEquals(1, store.reads().open(ProofStore.searchId(sweep, 1)).size());
            assertEquals(2, store.reads().open(ProofStore.searchId(sweep, 2)).size());
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void cancellingEndsWhatRuns(Database d) {
        try (ProofStore store = open(d)) {
            String sweep = submit(store, "a", "b");
            SearchRow a = store.takeOver(ProofStore.searchId(sweep, 0)).join();
            store.finish(
                            a.id(),
                            a.incarnation(),
                            new Merge.End(false, new byte[] {4}, ProofStatus.PROOF_STATUS_COMPLETE, 17, ""),
                            5)
                    .join();
            assertEquals(
                    List.of(ProofStore.searchId(sweep, 1)),
                    store.cancel(sweep, 9).join());
            List<SearchRow> rows = store.reads().searches(sweep);
            assertEquals(LemmaState.LEMMA_STATE_DONE, rows.get(0).state());
            assertEquals(17, rows.get(0).steps());
            assertEquals(LemmaState.LEMMA_STATE_CANCELLED, rows.get(1).state());
            assertFalse(store.reads().running().stream().anyMatch(s -> s.startsWith(sweep + ".")));
            assertNull(store.takeOver(ProofStore.searchId(sweep, 1)).join());
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aSweepIsSubmittedOnce(Database d) {
        try (ProofStore store = open(d)) {
            String id = submit(store, "a");
            Theory t = Theory.getDefaultInstance();
            assertFalse(store.submit(new ProofStore.NewSweep(
                            id, "", id, t, 10, List.of("z"), 0, 4, 1, SweepOptions.getDefaultInstance()))
                    .join());
            assertEquals(1, store.reads().searches(id).size());
            assertNotNull(store.reads().theory(id));
        }
    }

    /** A sweep with a thousand units that is over. */
    private static String ended(ProofStore store, long when) {
        String sweep = submit(store, "a");
        SearchRow owner = store.takeOver(ProofStore.searchId(sweep, 0)).join();
        List<Merge.Child> open = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            open.add(new Merge.Child(1 + i, new int[] {i}, new byte[1_000]));
        }
        Merge m = merge(owner, 0, 1, 0, 2);
        store.merge(List.of(new Merge(
                        m.search(),
                        m.incarnation(),
                        0,
                        m.fragment(),
                        open,
                        m.traces(),
                        1_201,
                        8,
                        5,
                        m.status(),
                        1,
                        m.fingerprint(),
                        m.counts())))
                .join();
        var end = new Merge.End(
                false, new byte[] {1}, ProofStatus.PROOF_STATUS_INCOMPLETE, 7, "stopped", new byte[1_000]);
        store.finish(owner.id(), owner.incarnation(), end, when).join();
        return sweep;
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void whatIsOldIsRemovedAndWhatRunsIsNot(Database d) throws Exception {
        long day = 86_400_000;
        try (ProofStore store = open(d)) {
            Retention retention = store.retention();
            retention.apply(new Retention.Rule(-1, 0), 0, false); // of other tests
            String running = submit(store, "r");
            SearchRow owner = store.takeOver(ProofStore.searchId(running, 0)).join();
            assertTrue(store.merge(List.of(merge(owner, 0, 1, 3, 1))).join());
            String first = ended(store, 1 * day);
            String second = ended(store, 2 * day);
            String third = ended(store, 5 * day);
            Retention.Rule rule = new Retention.Rule(3, 1);
            Retention.Removed would = retention.apply(rule, 6 * day, true);
            assertEquals(
                    List.of(second, first),
                    would.sweeps().stream().map(Retention.Ended::id).toList());
            assertEquals(2, would.theories());
            assertNotNull(store.reads().sweep(first), "nothing is gone yet");
            assertEquals(would, retention.apply(rule, 6 * day, false));
            assertNull(store.reads().sweep(first));
            assertNull(store.reads().theory(second));
            assertNotNull(store.reads().theory(third));
            assertEquals(List.of(), store.reads().traces(ProofStore.searchId(first, 0)));
            assertEquals(3, store.reads().open(owner.id()).size());
            assertTrue(store.merge(List.of(merge(owner, 2, 4, 1, 0))).join(), "who runs goes on");
            assertEquals(
                    List.of(),
                    retention.apply(Retention.Rule.NONE, Long.MAX_VALUE, false).sweeps());
        }
    }

    @Test
    void sqliteGivesSpaceBack() throws Exception {
        Path file = directory.resolve("proofs.db");
        try (ProofStore store = open(Database.SQLITE)) {
            for (int i = 0; i < 3; i++) {
                ended(store, 1);
            }
        }
        long full = Files.size(file);
        try (ProofStore store = open(Database.SQLITE)) {
            store.retention().apply(new Retention.Rule(-1, 0), 2, false);
        }
        long empty = Files.size(file);
        assertTrue(empty < full / 4, full + " bytes before, " + empty + " after");
    }

    @Property(tries = 300)
    void pathsComeBack(@ForAll int[] path) {
        int[] p = java.util.Arrays.stream(path).map(i -> i & Integer.MAX_VALUE).toArray();
        assertArrayEquals(p, Paths.path(Paths.bytes(p)));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void keepsSourcesUntilTheyAreTooManyOrTooOld(Database d) {
        long day = 86_400_000;
        try (ProofStore store = open(d)) {
            SourceShelf shelf = store.sources().holding(250);
            byte[] hundred = new byte[100];
            shelf.keep("a", hundred, 0).join();
            shelf.keep("b", hundred, day).join();
            shelf.keep("b", new byte[] {7}, day).join();
            assertArrayEquals(new byte[] {7}, shelf.find("b", day));
            shelf.keep("b", hundred, day).join();
            assertArrayEquals(hundred, shelf.find("a", 2 * day));
            store.sources().keep("c", hundred, 3 * day).join();
            assertNotNull(shelf.find("b", day), "the other shelf is larger");
            shelf.keep("d", hundred, 4 * day).join();
            assertNull(shelf.find("a", 4 * day));
            assertNull(shelf.find("b", 4 * day));
            assertNotNull(shelf.find("c", 3 * day));
            shelf.keep("e", new byte[300], 5 * day).join();
            assertNotNull(shelf.find("e", 5 * day), "the newest stays");
            assertNull(shelf.find("d", 5 * day));
            store.retention().apply(new Retention.Rule(2, 0), 8 * day, false);
            assertNull(shelf.find("e", 8 * day));
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void oneNodeFoundsAClusterAndMembersBeat(Database d) {
        try (ProofStore store = open(d)) {
            Roster roster = store.roster();
            Roster.Node a = new Roster.Node("a:1", 5);
            Roster.Node b = new Roster.Node("b:1", -6);
            long before = roster.read().generation();
            assertTrue(roster.found(before, a).join());
            assertFalse(roster.found(before, b).join());
            roster.beat(b).join();
            roster.beat(a).join();
            assertEquals(
                    new Roster.State(before + 1, List.of(new Roster.Beats(a, 2), new Roster.Beats(b, 1))),
                    roster.read());
            Roster.Node again = new Roster.Node("b:1", 7);
            roster.beat(again).join();
            roster.strike(b).join(); // not it any more
            roster.strike(a).join();
            assertEquals(List.of(new Roster.Beats(again, 1)), roster.read().nodes());
        }
    }
}
