package org.troop.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.troop.proto.Lease;
import org.troop.proto.UnitKey;

/** Which unit is searched when. */
class LeaseBookTest {
    private final LeaseBook book = new LeaseBook();

    private static Lease lease(int unit, boolean isolated) {
        return Lease.newBuilder()
                .setKey(UnitKey.newBuilder().setSearch("s.0").setUnit(unit).setEpoch(1))
                .setBudgetNodes(1_000)
                .setBudgetMillis(60_000)
                .setIsolated(isolated)
                .build();
    }

    private CompletableFuture<HeldUnit> nextOnAnotherThread() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Objects.requireNonNull(book.next());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static boolean isWaiting(CompletableFuture<?> f) {
        try {
            f.get(100, TimeUnit.MILLISECONDS);
            return false;
        } catch (java.util.concurrent.TimeoutException e) {
            return true;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anIsolatedUnitWaitsForTheOthersAndCallsThemBack() throws Exception {
        book.add(List.of(lease(1, false)));
        HeldUnit first = Objects.requireNonNull(book.next());
        UnitBudget budget = Objects.requireNonNull(first.budget);
        assertFalse(budget.isSpent(1));
        book.add(List.of(lease(2, true)));
        var second = nextOnAnotherThread();
        assertTrue(isWaiting(second));
        assertTrue(budget.isSpent(1), "it is called back");
        book.left();
        assertEquals(2, second.get(10, TimeUnit.SECONDS).key.getUnit());
    }

    @Test
    void halfOfWhatWaitsIsGivenUpBeforeASearchIsCut() throws Exception {
        book.add(List.of(lease(1, false), lease(2, false), lease(3, false), lease(4, false)));
        HeldUnit first = Objects.requireNonNull(book.next());
        UnitBudget budget = Objects.requireNonNull(first.budget);
        assertEquals(List.of(4L, 3L), numbers(book.share(first.key)));
        assertEquals(List.of(2L), numbers(book.share(first.key)));
        assertFalse(budget.isSpent(1));
        assertEquals(List.of(), book.share(first.key));
        assertTrue(budget.isSpent(1));
        assertEquals(1, book.size());
    }

    @Test
    void aGroupBeginsWithItsFirstUnit() throws Exception {
        book.add(List.of(lease(1, false), lease(2, false)));
        book.add(List.of(lease(3, false)));
        List<Boolean> first = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            first.add(Objects.requireNonNull(book.next()).isFirst);
            book.left();
        }
        assertEquals(List.of(true, false, true), first);
    }

    private static List<Long> numbers(List<UnitKey> keys) {
        return keys.stream().map(UnitKey::getUnit).toList();
    }

    @Test
    void nothingElseIsSearchedMeanwhile() throws Exception {
        book.add(List.of(lease(1, true)));
        book.add(List.of(lease(2, false)));
        HeldUnit alone = Objects.requireNonNull(book.next());
        assertTrue(alone.lease.getIsolated());
        assertEquals(
                List.of(2L),
                book.giveBackIfIsolating().stream().map(UnitKey::getUnit).toList(),
                "others may search what waits");
        book.add(List.of(lease(3, false)));
        var next = nextOnAnotherThread();
        assertTrue(isWaiting(next));
        book.left();
        assertEquals(3, next.get(10, TimeUnit.SECONDS).key.getUnit());
        assertEquals(List.of(), book.giveBackIfIsolating());
        assertEquals(2, book.size());
    }
}
