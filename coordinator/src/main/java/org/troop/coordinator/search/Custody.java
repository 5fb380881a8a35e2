package org.troop.coordinator.search;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;
import org.troop.coordinator.metrics.SearchMeters.Requeue;
import org.troop.coordinator.search.LeaseTable.Lease;
import org.troop.coordinator.search.LeaseTable.State;
import org.troop.coordinator.search.SearchCommand.Held;
import org.troop.coordinator.search.SearchCommand.Orphaned;
import org.troop.coordinator.search.SearchCommand.Returned;
import org.troop.coordinator.store.SearchRow;
import org.troop.coordinator.work.SessionCommand;
import org.troop.solver.search.Frontier;

/** In whose hands the leased units of one search are, when workers give them back, are lost with them, or come back. */
final class Custody {
    private final SearchEntity.Surroundings around;
    private final SearchRow row;
    private final Frontier frontier;
    private final LeaseTable leases;
    private final Suspects suspects;
    private final Allowance allowance;
    private long releases;

    Custody(
            SearchEntity.Surroundings around,
            SearchRow row,
            Frontier frontier,
            LeaseTable leases,
            Suspects suspects,
            Allowance allowance) {
        this.around = around;
        this.row = row;
        this.frontier = frontier;
        this.leases = leases;
        this.suspects = suspects;
        this.allowance = allowance;
        releases = row.releases();
    }

    /** How many leases ended without a result. */
    long releases() {
        return releases;
    }

    /** Somebody else gets the unit. */
    void putBack(Lease l, Requeue why) {
        around.meters().requeued(why);
        leases.remove(l.node.unit());
        frontier.putBack(l.node.unit());
        releases++;
    }

    /**
     * The search of a unit went wrong: it is put back, to be searched in smaller pieces if that happens again.
     *
     * @return false if it has happened too often; the unit is leased still, and to be given up
     */
    boolean lost(Lease l, Requeue how) {
        long unit = l.node.unit();
        Suspects.Verdict verdict = suspects.lost(unit);
        around.store().lost(row.id(), row.incarnation(), unit, suspects.losses(unit));
        if (verdict == Suspects.Verdict.HOPELESS) {
            return false;
        }
        if (verdict == Suspects.Verdict.ISOLATED && suspects.isNewlyIsolated(unit)) {
            around.meters().isolated();
        }
        putBack(l, how);
        return true;
    }

    /** A worker does not want the unit. */
    void returned(Returned m) {
        Lease l = leases.current(m.key(), m.worker());
        if (l != null) {
            putBack(l, Requeue.RETURNED);
        }
    }

    /** A worker's session says that it has lost the worker. */
    void orphaned(Orphaned m, long now) {
        Lease l = leases.current(m.key(), m.worker());
        if (l != null) {
            leases.orphan(l, m.begun(), now);
        }
    }

    /** A session ended, which may not have seen the last leases that went to it. */
    void sessionGone(ActorRef<SessionCommand> session, long now) {
        for (Lease l : leases.all()) {
            if (l.state == State.LEASED && l.session.equals(session)) {
                leases.orphan(l, false, now);
            }
        }
    }

    /**
     * Puts back what was never begun by a worker that has been lost since before then.
     *
     * @return those that were begun
     */
    List<Lease> expire(long before) {
        List<Lease> begun = new ArrayList<>();
        for (Lease l : List.copyOf(leases.all())) {
            if (l.state == State.ORPHANED && l.sinceMillis < before) {
                if (l.begun) {
                    begun.add(l);
                } else {
                    putBack(l, Requeue.LOST);
                }
            }
        }
        return begun;
    }

    /**
     * A worker is back with a lease: it keeps it unless somebody else has the unit, or the last owner gave it nodes that this
     * one does not know of and that count towards a limit.
     *
     * @param ending whether no unit is needed any more
     */
    void held(Held m, boolean ending, long now) {
        long unit = m.key().getUnit();
        Lease l = leases.get(unit);
        if (l == null && allowance.limitsNodes() && !ending) {
            Replies.revoked(m.session(), m.key());
            return;
        }
        if (l == null) {
            Frontier.Node n = ending ? null : frontier.takeIfQueued(unit);
            if (n == null) {
                Replies.settled(m.session(), m.key());
                return;
            }
            l = leases.lease(n, frontier.limit(), frontier.isAlone(n), 0, m.worker(), m.session(), now);
        } else if (l.worker.equals(m.worker()) && l.state != State.MERGING) {
            leases.renew(l, m.session(), now);
        } else {
            Replies.revoked(m.session(), m.key());
            return;
        }
        Replies.renewed(m.session(), m.key(), l.epoch);
    }
}
