package org.troop.coordinator.search;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.metrics.SearchMeters;
import org.troop.coordinator.metrics.SearchMeters.Outcome;
import org.troop.coordinator.search.LeaseTable.State;
import org.troop.coordinator.store.Merge;
import org.troop.coordinator.store.Reads;
import org.troop.coordinator.store.Reads.SweepRow;
import org.troop.solver.search.Frontier;
import org.troop.solver.search.ProofCut;

/** When a search is over and with what: its proof is determined, any trace will do, or a limit is reached. */
final class Conclusion {
    private final String search;
    private final boolean endsAtAnyTrace;
    private final Allowance allowance;
    private final Frontier frontier;
    private final Grafting grafting;
    private final LeaseTable leases;
    private final Reads reads;

    /** Why no more units are leased; the search ends when nothing is on its way into the store. */
    private Allowance.@Nullable Reached stopping;

    private boolean stopped;

    Conclusion(
            String search,
            SweepRow sweep,
            Allowance allowance,
            Frontier frontier,
            Grafting grafting,
            LeaseTable leases,
            Reads reads) {
        this.search = search;
        endsAtAnyTrace = sweep.options().getFirstTrace();
        this.allowance = allowance;
        this.frontier = frontier;
        this.grafting = grafting;
        this.leases = leases;
        this.reads = reads;
    }

    /** A unit needed more memory than it may have, for a single node. */
    void memoryReached() {
        if (allowance.memory() != 0 && stopping == null) {
            stopping = allowance.memoryReached();
        }
    }

    /** Whether the search ends soon although its proof is not determined. */
    boolean isStopping() {
        return stopping != null;
    }

    /**
     * How the search ends; null if it goes on.
     *
     * @param started when the first unit was leased; 0: none was
     */
    @Nullable
    CompletableFuture<Merge.End> end(long started, long now) {
        int[] trace = endsAtAnyTrace ? grafting.soundTrace() : null;
        ProofCut cut = trace == null ? frontier.result() : new ProofCut.PathTo(trace);
        if (cut != null) {
            return end(cut);
        }
        if (stopping == null) {
            stopping = allowance.reached(started, now, grafting.nodes(), grafting.workMillis());
        }
        // What is on its way into the store still counts.
        if (stopping == null || leases.count(State.MERGING) > 0) {
            return null;
        }
        stopped = true;
        return CompletableFuture.completedFuture(
                grafting.stopped(stopping.reason(), frontier.endingTrace(), frontier.open()));
    }

    /**
     * Counts the search, which has ended.
     *
     * @param races whether it is one of several that race
     * @param rivals those that its end cancelled
     */
    void count(Outcome how, boolean races, int rivals, SearchMeters meters) {
        meters.finished(how);
        if (stopped && stopping != null) {
            meters.limited(stopping.limit());
        }
        if (races && (how == Outcome.COMPLETE || how == Outcome.TRACE_FOUND)) {
            meters.raceWon(rivals);
        }
    }

    private CompletableFuture<Merge.End> end(ProofCut cut) {
        Merge.End end = grafting.end(cut);
        if (end != null) {
            return CompletableFuture.completedFuture(end);
        }
        return CompletableFuture.supplyAsync(() -> {
            ProofSizes.Size size = ProofSizes.of(reads, search, cut);
            return new Merge.End(false, grafting.head(cut), grafting.effective(size.status()), size.steps(), "");
        });
    }

    static Outcome outcome(Merge.End end) {
        if (end.failed()) {
            return Outcome.FAILED;
        }
        return switch (end.status()) {
            case PROOF_STATUS_COMPLETE -> Outcome.COMPLETE;
            case PROOF_STATUS_TRACE_FOUND -> Outcome.TRACE_FOUND;
            case PROOF_STATUS_UNFINISHABLE -> Outcome.UNFINISHABLE;
            case PROOF_STATUS_INCOMPLETE, PROOF_STATUS_UNSPECIFIED, UNRECOGNIZED -> Outcome.INCOMPLETE;
        };
    }
}
