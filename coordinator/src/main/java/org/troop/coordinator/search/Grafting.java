package org.troop.coordinator.search;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.store.Merge;
import org.troop.coordinator.store.Paths;
import org.troop.coordinator.store.SearchRow;
import org.troop.proto.OpenNode;
import org.troop.proto.Path;
import org.troop.proto.ProofHead;
import org.troop.proto.ProofStatus;
import org.troop.proto.Trace;
import org.troop.proto.UnitKey;
import org.troop.proto.UnitResult;
import org.troop.solver.search.FragmentCheck;
import org.troop.solver.search.Frontier;
import org.troop.solver.search.ProofCut;
import org.troop.solver.search.UnitOutcome;
import org.troop.theory.print.Summary.Status;

/** Where results are grafted: numbers of units, sums, and what of it all a proof amounts to. */
final class Grafting {
    /** Units of which the average is taken; later ones count more. */
    private static final double RECENT = 8;

    private final String search;
    private final long incarnation;
    private final Map<List<Integer>, String> doubts = new HashMap<>();
    private byte @Nullable [] fingerprint;
    private int @Nullable [] soundTrace;
    private long nextUnit;
    private long nodes;
    private ProofStatus status;
    private long units;
    private long workMillis;
    private double recentMillis = 1_000;

    Grafting(SearchRow row, List<Trace> traces) {
        search = row.id();
        incarnation = row.incarnation();
        nextUnit = row.nextUnit();
        nodes = row.nodes();
        status = row.status();
        units = row.units();
        workMillis = row.workMillis();
        fingerprint = row.fingerprint();
        traces.forEach(this::note);
    }

    private void note(Trace t) {
        if (!t.getDoubt().isEmpty()) {
            doubts.put(t.getPathList(), t.getDoubt());
        } else if (soundTrace == null && !t.getSystem().isEmpty()) {
            soundTrace = Paths.path(t.getPathList());
        }
    }

    /** Whether a worker has another theory in mind than those before it; null if not. */
    @Nullable
    String disagreement(UnitResult r) {
        byte[] print = r.getFingerprint().toByteArray();
        return fingerprint != null && fingerprint.length > 0 && !Arrays.equals(fingerprint, print)
                ? "the worker closes the theory otherwise than the others"
                : null;
    }

    /** Why no worker sends this result for this lease; null if one may. */
    @Nullable
    String objection(UnitResult r, LeaseTable.Lease l, Frontier frontier) {
        if (r.getLimit() < l.limit || (r.getLimit() > l.limit && !l.alone)) {
            return "the result is for another round";
        }
        Status status = switch (r.getStatus()) {
            case PROOF_STATUS_COMPLETE -> Status.COMPLETE;
            case PROOF_STATUS_UNFINISHABLE -> Status.UNFINISHABLE;
            case PROOF_STATUS_INCOMPLETE -> Status.INCOMPLETE;
            case PROOF_STATUS_TRACE_FOUND -> Status.TRACE_FOUND;
            case PROOF_STATUS_UNSPECIFIED, UNRECOGNIZED -> null;
        };
        if (status == null) {
            return "the result has no status";
        }
        List<int[]> traces =
                r.getTracesList().stream().map(t -> Paths.path(t.getPathList())).toList();
        String objection = FragmentCheck.objection(
                r.getFragment().toByteArray(),
                l.node.path(),
                r.getNodes(),
                status,
                r.getOpenList().stream().map(n -> Paths.path(n.getPathList())).toList(),
                traces,
                path -> frontier.isBehindTrace(path, traces));
        return objection == null ? null : "the result's fragment is not what it is said to be: " + objection;
    }

    /** The transaction for a result, to which no objection was found. Numbers its open nodes. */
    Merge merge(LeaseTable.Lease l, UnitResult r, Merge.Counts counts) {
        fingerprint = r.getFingerprint().toByteArray();
        List<Merge.Child> children = new ArrayList<>(r.getOpenCount());
        for (OpenNode n : r.getOpenList()) {
            children.add(new Merge.Child(
                    nextUnit++, Paths.path(n.getPathList()), n.getSystem().toByteArray()));
        }
        if (r.getNodes() > 0 && r.getStatus().getNumber() > status.getNumber()) {
            status = r.getStatus();
        }
        nodes += r.getNodes();
        units++;
        workMillis += r.getMillis();
        recentMillis += (r.getMillis() - recentMillis) / RECENT;
        r.getTracesList().forEach(this::note);
        return new Merge(
                search,
                incarnation,
                l.node.unit(),
                r.getFragment().toByteArray(),
                children,
                r.getTracesList(),
                nextUnit,
                r.getLimit(),
                r.getNodes(),
                status,
                r.getMillis(),
                fingerprint,
                counts);
    }

    static List<Frontier.Node> open(Merge m) {
        return m.children().stream()
                .map(k -> new Frontier.Node(k.unit(), k.path()))
                .toList();
    }

    static List<int[]> traces(Merge m) {
        return m.traces().stream().map(t -> Paths.path(t.getPathList())).toList();
    }

    /** The first node that a merged unit leaves open for good; null without. */
    static int @Nullable [] firstSorry(Merge m, Frontier.Node of) {
        return FragmentCheck.firstSorry(
                m.fragment(),
                of.path(),
                m.children().stream().map(Merge.Child::path).toList(),
                traces(m));
    }

    /** Of the theory as workers close it; empty as long as there was no result. */
    byte[] fingerprint() {
        return fingerprint == null ? new byte[0] : fingerprint;
    }

    /** What a unit takes, on average of late; at least 1. */
    long unitMillis() {
        return Math.max(1, (long) recentMillis);
    }

    /** The end of a search whose proof is determined; null if its size has to be looked up in the store. */
    Merge.@Nullable End end(ProofCut cut) {
        byte[] head = head(cut);
        return switch (cut) {
            case ProofCut.Whole w -> new Merge.End(false, head, effective(status), nodes, doubt());
            case ProofCut.PathTo p -> {
                String doubt = doubts.get(Arrays.stream(p.choices()).boxed().toList());
                yield new Merge.End(
                        false,
                        head,
                        doubt == null ? ProofStatus.PROOF_STATUS_TRACE_FOUND : ProofStatus.PROOF_STATUS_INCOMPLETE,
                        p.choices().length + 1L,
                        doubt == null ? "" : doubt);
            }
            case ProofCut.Level l -> null;
            case ProofCut.UntilSorry u -> null;
        };
    }

    /**
     * The end of a search that goes on no longer, as if its open nodes had been given up: a lemma whose trace is known keeps its
     * verdict, any other one is incomplete.
     *
     * @param trace that ends searches by the sweep's strategy; null without
     * @param open nodes
     */
    Merge.End stopped(String reason, int @Nullable [] trace, long open) {
        if (trace != null) {
            return Objects.requireNonNull(end(new ProofCut.PathTo(trace)));
        }
        ProofStatus reached = status.getNumber() > ProofStatus.PROOF_STATUS_INCOMPLETE_VALUE
                ? status
                : ProofStatus.PROOF_STATUS_INCOMPLETE;
        return new Merge.End(
                false,
                headOf(new ProofCut.Whole()).setStopped(reason).build().toByteArray(),
                effective(reached),
                nodes + open,
                reason,
                UnitOutcome.givenUp(reason, 0).fragment());
    }

    /** A result for a unit that nobody can search: an open node. */
    UnitResult givenUp(UnitKey key, int limit, String why) {
        UnitOutcome o = UnitOutcome.givenUp("given up: " + why, limit);
        return UnitResult.newBuilder()
                .setKey(key)
                .setFragment(ByteString.copyFrom(o.fragment()))
                .setNodes(o.nodes())
                .setLimit(o.limit())
                .setStatus(ProofStatus.PROOF_STATUS_INCOMPLETE)
                .setFingerprint(ByteString.copyFrom(fingerprint()))
                .build();
    }

    /** The trace that was reported first of those that were validated; null without. */
    int @Nullable [] soundTrace() {
        return soundTrace;
    }

    private String doubt() {
        return doubts.isEmpty() ? "" : doubts.values().iterator().next();
    }

    /** A doubtful trace is no verdict. */
    ProofStatus effective(ProofStatus s) {
        return s == ProofStatus.PROOF_STATUS_TRACE_FOUND && !doubts.isEmpty() ? ProofStatus.PROOF_STATUS_INCOMPLETE : s;
    }

    byte[] head(ProofCut cut) {
        return headOf(cut).build().toByteArray();
    }

    private ProofHead.Builder headOf(ProofCut cut) {
        ProofHead.Builder b = ProofHead.newBuilder();
        if (fingerprint != null) {
            b.setFingerprint(ByteString.copyFrom(fingerprint));
        }
        switch (cut) {
            case ProofCut.Whole w -> b.setWhole(true);
            case ProofCut.PathTo p -> {
                Path.Builder path = Path.newBuilder();
                for (int i : p.choices()) {
                    path.addChoices(i);
                }
                b.setPath(path);
            }
            case ProofCut.Level l -> b.setLevel(l.depth());
            case ProofCut.UntilSorry u -> b.setUntilSorry(true);
        }
        return b;
    }

    /** Closed nodes so far. */
    long nodes() {
        return nodes;
    }

    /** Milliseconds of workers' cores in results so far. */
    long workMillis() {
        return workMillis;
    }

    /** Results so far. */
    long units() {
        return units;
    }
}
