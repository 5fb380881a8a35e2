package org.troop.coordinator.work;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.troop.proto.Hello;
import org.troop.proto.OpenNode;
import org.troop.proto.Trace;
import org.troop.proto.UnitKey;
import org.troop.proto.UnitResult;
import org.troop.proto.WorkerMessage;
import org.troop.solver.system.MalformedCodeException;
import org.troop.worker.wire.SystemBytes;

/** The limits of what workers send, before anybody acts on it. What depends on the lease is looked at by the search's owner. */
final class Arrivals {
    private static final Pattern SEARCH = Pattern.compile("[A-Za-z0-9-]{1,64}\\.[0-9]{1,5}");
    private static final int MOST_KEYS = 20_000;
    private static final int MOST_CHARACTERS = 10_000;
    private static final int DEEPEST = 1_000_000;
    private static final int FINGERPRINT = 32;

    private Arrivals() {}

    /** What is wrong with a message; null if nothing is. */
    static @Nullable String objection(WorkerMessage m) {
        return switch (m.getMessageCase()) {
            case HELLO -> objection(m.getHello());
            case STARTED -> objection(List.of(m.getStarted().getKey()));
            case RESULT -> objection(m.getResult());
            case RESULTS -> objectionToAll(m.getResults().getResultsList());
            case FAILURE ->
                m.getFailure().getMessage().length() > MOST_CHARACTERS
                        ? "a message of a failure has at most " + MOST_CHARACTERS + " characters"
                        : objection(List.of(m.getFailure().getKey()));
            case RETURNED -> objection(m.getReturned().getKeysList());
            case HEARTBEAT, MESSAGE_NOT_SET -> null;
        };
    }

    private static @Nullable String objection(Hello h) {
        if (h.getWorker().isEmpty()
                || h.getWorker().length() > 64
                || h.getName().length() > 200) {
            return "a worker needs an identity of 1 to 64 characters and a name of at most 200";
        }
        return objection(h.getHeldList());
    }

    private static @Nullable String objection(List<UnitKey> keys) {
        if (keys.size() > MOST_KEYS) {
            return "a worker has at most " + MOST_KEYS + " leases";
        }
        return keys.stream()
                        .allMatch(k -> SEARCH.matcher(k.getSearch()).matches() && k.getUnit() >= 0 && k.getEpoch() >= 0)
                ? null
                : "a lease that nobody gives";
    }

    private static @Nullable String objectionToAll(List<UnitResult> results) {
        if (results.size() > MOST_KEYS) {
            return "a worker has at most " + MOST_KEYS + " leases";
        }
        for (UnitResult r : results) {
            String objection = objection(r);
            if (objection != null) {
                return objection;
            }
        }
        return null;
    }

    private static @Nullable String objection(UnitResult r) {
        if (r.getFingerprint().size() != FINGERPRINT) {
            return "a result's fingerprint has " + FINGERPRINT + " bytes";
        }
        if (r.getNodes() < 0 || r.getExpanded() < 0 || r.getMillis() < 0) {
            return "a result with numbers that are too large";
        }
        try {
            for (OpenNode n : r.getOpenList()) {
                requireShort(n.getPathList());
                SystemBytes.decode(n.getSystem().toByteArray());
            }
            for (Trace t : r.getTracesList()) {
                requireShort(t.getPathList());
                if (!t.getSystem().isEmpty()) {
                    SystemBytes.decode(t.getSystem().toByteArray());
                }
                if (t.getDoubt().length() > MOST_CHARACTERS) {
                    return "a doubt has at most " + MOST_CHARACTERS + " characters";
                }
            }
        } catch (MalformedCodeException e) {
            return "a result with " + e.getMessage();
        }
        return objection(List.of(r.getKey()));
    }

    private static void requireShort(List<Integer> path) {
        if (path.size() > DEEPEST) {
            throw new MalformedCodeException("a path of more than " + DEEPEST + " choices");
        }
    }
}
