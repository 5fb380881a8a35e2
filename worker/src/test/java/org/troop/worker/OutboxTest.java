package org.troop.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.troop.proto.Lease;
import org.troop.proto.UnitKey;
import org.troop.proto.UnitResult;
import org.troop.proto.WorkerMessage;

/** Which results are sent together, and when. */
class OutboxTest {
    private final LeaseBook book = new LeaseBook();
    private final BlockingQueue<List<Long>> sent = new LinkedBlockingQueue<>();
    private final Outbox outbox = new Outbox(
            book,
            outcomes -> sent.add(outcomes.stream()
                    .map(m -> m.getResult().getKey().getEpoch() * 100
                            + m.getResult().getKey().getUnit())
                    .toList()));

    private static UnitKey key(int unit) {
        return UnitKey.newBuilder().setSearch("s.0").setUnit(unit).setEpoch(1).build();
    }

    private void lease(int... units) {
        List<Lease> leases = new ArrayList<>();
        for (int u : units) {
            leases.add(Lease.newBuilder().setKey(key(u)).build());
        }
        book.add(leases);
    }

    private void searchNext() throws InterruptedException {
        HeldUnit h = Objects.requireNonNull(book.next());
        WorkerMessage m = WorkerMessage.newBuilder()
                .setResult(UnitResult.newBuilder().setKey(h.key))
                .build();
        book.left();
        assertTrue(book.finished(h, m));
        outbox.add(h, m);
    }

    @Test
    void smallUnitsWaitForEachOther() throws Exception {
        lease(1, 2, 3);
        searchNext();
        searchNext();
        assertTrue(sent.isEmpty());
        searchNext();
        assertEquals(List.of(101L, 102L, 103L), sent.poll(), "nothing is left to be searched");
    }

    @Test
    void resultsGoUnderTheKeysOfNowIfAnybodyWantsThem() throws Exception {
        lease(1, 2, 3);
        searchNext();
        searchNext();
        book.renew(key(1), 7);
        book.remove(key(2));
        outbox.flush();
        assertEquals(List.of(701L), sent.poll());
    }

    @Test
    void nothingWaitsForLong() throws Exception {
        Thread t = Thread.ofPlatform().daemon().start(outbox::run);
        lease(1, 2);
        searchNext();
        assertEquals(List.of(101L), sent.poll(30, TimeUnit.SECONDS));
        t.interrupt();
        t.join();
    }
}
