package org.troop.worker;

import com.google.protobuf.ByteString;
import java.lang.ref.SoftReference;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.troop.proto.Lease;
import org.troop.proto.OpenNode;
import org.troop.proto.ProofStatus;
import org.troop.proto.Trace;
import org.troop.proto.UnitFailure;
import org.troop.proto.UnitResult;
import org.troop.proto.WorkerMessage;
import org.troop.solver.search.UnguardedLemmaException;
import org.troop.solver.search.UnitOutcome;
import org.troop.solver.search.UnitProver;
import org.troop.solver.search.UnknownRankingException;
import org.troop.solver.search.UnsupportedHeuristicException;
import org.troop.solver.search.WorkUnit;
import org.troop.term.unify.Unifier;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.ParseException;
import org.troop.worker.theory.OpenedTheory;
import org.troop.worker.wire.SystemBytes;

/** Searches leased units, one after the other, on one thread. */
final class UnitSearcher {
    private static final Logger LOG = LoggerFactory.getLogger(UnitSearcher.class);
    private static final int MOST_CHARACTERS = 10_000;

    private final TheoryShelf shelf;
    private final WorkerMeters meters;
    private @Nullable OpenedTheory theory;
    private String lemma = "";
    private String heuristic = "";
    private long spare;
    /** Softly, since a unit that is searched alone may need the memory. */
    private SoftReference<UnitProver.@Nullable Hands> kept = new SoftReference<>(null);

    UnitSearcher(TheoryShelf shelf, WorkerMeters meters) {
        this.shelf = shelf;
        this.meters = meters;
    }

    /**
     * @return the result or failure
     * @throws CancellationException if the search was interrupted
     */
    WorkerMessage search(Lease lease, UnitBudget budget) throws InterruptedException {
        try {
            return WorkerMessage.newBuilder().setResult(result(lease, budget)).build();
        } catch (CancellationException | InterruptedException e) {
            kept.clear();
            throw e;
        } catch (ExecutionException e) {
            kept.clear();
            return failure(lease, e.getCause() == null ? e : e.getCause());
        } catch (Throwable e) {
            kept.clear();
            return failure(lease, e);
        }
    }

    private UnitResult result(Lease lease, UnitBudget budget) throws InterruptedException, ExecutionException {
        if (lease.getIsolated()) {
            kept.clear();
            shelf.closeOthers(lease.getTheory());
        }
        OpenedTheory t = shelf.get(lease.getTheory());
        UnitProver.Hands hands = hands(t, lease);
        budget.measure(hands::bytes);
        long start = System.nanoTime();
        Unifier.Counts before = hands.unifications();
        UnitOutcome o = hands.search(unit(lease), budget);
        meters.spent(o.expanded(), before, hands.unifications());
        if (budget.isMemoryReached()) {
            kept.clear(); // the next one begins with little
        }
        UnitResult.Builder r = UnitResult.newBuilder()
                .setKey(lease.getKey())
                .setFragment(ByteString.copyFrom(o.fragment()))
                .setNodes(o.nodes())
                .setExpanded(o.expanded())
                .setMillis(millis(System.nanoTime() - start))
                .setLimit(o.limit())
                .setStatus(status(o))
                .setMemoryReached(budget.isMemoryReached() && o.expanded() <= 1)
                .setFingerprint(ByteString.copyFrom(t.fingerprint()));
        for (UnitOutcome.Open n : o.open()) {
            OpenNode.Builder b = OpenNode.newBuilder().setSystem(bytes(n.system()));
            for (int i : n.path()) {
                b.addPath(i);
            }
            r.addOpen(b);
        }
        for (UnitOutcome.Trace n : o.traces()) {
            Trace.Builder b = Trace.newBuilder();
            if (n.system() != null) {
                b.setSystem(bytes(n.system()));
            }
            if (n.doubt() != null) {
                b.setDoubt(n.doubt());
            }
            for (int i : n.path()) {
                b.addPath(i);
            }
            r.addTraces(b);
        }
        return r.build();
    }

    /** Whole milliseconds; what is left counts for the next unit, so that many small ones sum up. */
    private long millis(long nanos) {
        spare += nanos;
        long millis = spare / 1_000_000;
        spare %= 1_000_000;
        return millis;
    }

    private UnitProver.Hands hands(OpenedTheory t, Lease lease) {
        boolean fits = theory == t && lemma.equals(lease.getLemma()) && heuristic.equals(lease.getHeuristic());
        UnitProver.Hands hands = fits ? kept.get() : null;
        if (hands == null) {
            kept.clear();
            hands = t.hands(lease.getLemma(), lease.getHeuristic());
            kept = new SoftReference<>(hands);
            theory = t;
            lemma = lease.getLemma();
            heuristic = lease.getHeuristic();
        }
        return hands;
    }

    private static ByteString bytes(int[] system) {
        return ByteString.copyFrom(SystemBytes.encode(system));
    }

    private static WorkUnit unit(Lease l) {
        int[] path = ints(l.getPathList());
        return new WorkUnit(
                path,
                l.getSystem().isEmpty()
                        ? null
                        : SystemBytes.decode(l.getSystem().toByteArray()),
                l.getLimit(),
                l.getHasTrace() ? ints(l.getFirstTraceList()) : null,
                l.getAlone());
    }

    private static int[] ints(java.util.List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private static ProofStatus status(UnitOutcome o) {
        return switch (o.status()) {
            case COMPLETE -> ProofStatus.PROOF_STATUS_COMPLETE;
            case UNFINISHABLE -> ProofStatus.PROOF_STATUS_UNFINISHABLE;
            case TRACE_FOUND -> ProofStatus.PROOF_STATUS_TRACE_FOUND;
            case INCOMPLETE, INVALIDATED, UNDETERMINED -> ProofStatus.PROOF_STATUS_INCOMPLETE;
        };
    }

    private static WorkerMessage failure(Lease lease, Throwable e) {
        UnitFailure.Kind kind = e instanceof OutOfMemoryError
                ? UnitFailure.Kind.KIND_MEMORY
                : isInput(e) ? UnitFailure.Kind.KIND_INPUT : UnitFailure.Kind.KIND_ENGINE;
        String message = kind == UnitFailure.Kind.KIND_INPUT ? String.valueOf(e.getMessage()) : e.toString();
        LOG.warn(
                "unit {} of {} failed", lease.getKey().getUnit(), lease.getKey().getSearch(), e);
        return WorkerMessage.newBuilder()
                .setFailure(UnitFailure.newBuilder()
                        .setKey(lease.getKey())
                        .setKind(kind)
                        .setMessage(message.substring(0, Math.min(message.length(), MOST_CHARACTERS))))
                .build();
    }

    private static boolean isInput(Throwable e) {
        return e instanceof ParseException
                || e instanceof UnguardedException
                || e instanceof UnguardedLemmaException
                || e instanceof UnknownRankingException
                || e instanceof UnsupportedHeuristicException
                || e instanceof IllegalArgumentException;
    }
}
