package org.troop.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.troop.proto.Lease;
import org.troop.proto.UnitKey;
import org.troop.proto.WorkerMessage;

/** The leases of a worker, across reconnections. Thread-safe. */
final class LeaseBook {
    /** Names a unit, whatever the epoch. */
    private record Unit(String search, long number) {
        static Unit of(UnitKey k) {
            return new Unit(k.getSearch(), k.getUnit());
        }
    }

    private final Map<Unit, HeldUnit> held = new LinkedHashMap<>();
    private final ArrayDeque<HeldUnit> queue = new ArrayDeque<>();
    private boolean draining;
    private int searching;
    private boolean isolating;

    /** Takes a group of leases. */
    synchronized void add(List<Lease> leases) {
        HeldUnit.Group group = new HeldUnit.Group();
        for (Lease lease : leases) {
            Unit u = Unit.of(lease.getKey());
            if (held.containsKey(u)) {
                remove(lease.getKey());
            }
            HeldUnit h = new HeldUnit(lease, group);
            held.put(u, h);
            queue.add(h);
        }
        notifyAll();
    }

    /** Waits for a unit to search; null when the worker drains. Who gets one tells when it is done with it. */
    synchronized @Nullable HeldUnit next() throws InterruptedException {
        while (!draining && (queue.isEmpty() || isolating || mustWait(queue.peek()))) {
            wait();
        }
        HeldUnit h = draining ? null : queue.poll();
        if (h != null) {
            h.isFirst = h.begin();
            h.budget = new UnitBudget(h.lease);
            h.thread = Thread.currentThread();
            searching++;
            isolating = h.lease.getIsolated();
        }
        return h;
    }

    /** A unit that is to be searched alone waits for the others, which are asked to end. */
    private boolean mustWait(HeldUnit h) {
        if (!h.lease.getIsolated() || searching == 0) {
            return false;
        }
        for (HeldUnit other : held.values()) {
            if (other.budget != null) {
                other.budget.callBack();
            }
        }
        return true;
    }

    /** A unit that {@link #next} gave is not searched any more, whatever became of it. */
    synchronized void left() {
        searching--;
        isolating = false;
        notifyAll();
    }

    /** Gives up the units that wait while one is searched alone: others may be free for them. */
    synchronized List<UnitKey> giveBackIfIsolating() {
        return isolating ? takeBack() : List.of();
    }

    /** Notes what became of a unit; false if it is not held any more. */
    synchronized boolean finished(HeldUnit h, WorkerMessage outcome) {
        h.thread = null;
        h.budget = null;
        h.outcome = outcome;
        return held.get(Unit.of(h.key)) == h;
    }

    /** The outcome of a unit whose lease goes on under a new epoch, if it is known already. */
    synchronized @Nullable WorkerMessage renew(UnitKey old, long epoch) {
        HeldUnit h = held.get(Unit.of(old));
        if (h == null) {
            return null;
        }
        h.key = h.key.toBuilder().setEpoch(epoch).build();
        return h.outcome == null ? null : withKey(h.outcome, h.key);
    }

    /** The outcomes of units under the keys that these have now; those that are not held any more are left out. */
    synchronized List<WorkerMessage> outcomes(List<HeldUnit> units) {
        List<WorkerMessage> out = new ArrayList<>(units.size());
        for (HeldUnit h : units) {
            if (h.outcome != null && held.get(Unit.of(h.key)) == h) {
                out.add(withKey(h.outcome, h.key));
            }
        }
        return out;
    }

    /** Whether a unit waits to be searched. */
    synchronized boolean hasMore() {
        return !queue.isEmpty();
    }

    private static WorkerMessage withKey(WorkerMessage m, UnitKey key) {
        if (key.equals(m.hasResult() ? m.getResult().getKey() : m.getFailure().getKey())) {
            return m;
        }
        WorkerMessage.Builder b = m.toBuilder();
        if (m.hasResult()) {
            b.getResultBuilder().setKey(key);
        } else if (m.hasFailure()) {
            b.getFailureBuilder().setKey(key);
        }
        return b.build();
    }

    /** Forgets a unit, and stops its search. */
    synchronized void remove(UnitKey key) {
        HeldUnit h = held.remove(Unit.of(key));
        if (h != null) {
            queue.remove(h);
            if (h.budget != null) {
                h.budget.callBack();
            }
            if (h.thread != null) {
                h.thread.interrupt();
            }
        }
    }

    /** Gives up half of the units that wait; without any, asks for what is known of the unit. */
    synchronized List<UnitKey> share(UnitKey key) {
        HeldUnit h = held.get(Unit.of(key));
        if (queue.isEmpty() && h != null && h.budget != null) {
            h.budget.callBack();
        }
        List<UnitKey> back = new ArrayList<>();
        for (int n = (queue.size() + 1) / 2; n > 0; n--) {
            HeldUnit last = queue.removeLast();
            held.remove(Unit.of(last.key));
            back.add(last.key);
        }
        return back;
    }

    synchronized List<UnitKey> keys() {
        return held.values().stream().map(h -> h.key).toList();
    }

    /** Leases that are for searching alone. */
    synchronized List<UnitKey> isolated() {
        return held.values().stream()
                .filter(h -> h.lease.getIsolated())
                .map(h -> h.key)
                .toList();
    }

    /** Ends all searches soon; gives back what was not begun. */
    synchronized List<UnitKey> drain() {
        draining = true;
        List<UnitKey> back = takeBack();
        for (HeldUnit h : held.values()) {
            if (h.budget != null) {
                h.budget.callBack();
            }
        }
        notifyAll();
        return back;
    }

    private List<UnitKey> takeBack() {
        List<UnitKey> back = new ArrayList<>();
        for (HeldUnit h : queue) {
            held.remove(Unit.of(h.key));
            back.add(h.key);
        }
        queue.clear();
        return back;
    }

    synchronized int size() {
        return held.size();
    }

    synchronized boolean isEmpty() {
        return held.isEmpty();
    }
}
