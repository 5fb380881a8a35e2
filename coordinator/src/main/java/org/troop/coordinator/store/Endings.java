package org.troop.coordinator.store;

import static org.troop.coordinator.store.ProofStore.update;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.troop.proto.LemmaState;

/** How searches end in the store, inside a transaction of somebody who may end them. */
final class Endings {
    private Endings() {}

    /** Ends a search; the first verdict of a race ends the others, whose identities are returned. */
    static List<String> finish(Connection c, String search, Merge.End end, long now) throws SQLException {
        update(
                c,
                "UPDATE search SET state = ?, cut = ?, status = ?, steps = ?, message = ?, finished = ?, queued = 0,"
                        + " leased = 0, waiting = 0 WHERE id = ?",
                (end.failed() ? LemmaState.LEMMA_STATE_FAILED : LemmaState.LEMMA_STATE_DONE).getNumber(),
                end.cut(),
                end.status().getNumber(),
                end.steps(),
                end.message(),
                now,
                search);
        if (end.openAs() == null) {
            // Systems of nodes that the proof does not need.
            update(c, "UPDATE unit SET content = NULL WHERE search = ? AND state = ?", search, ProofStore.OPEN);
        } else {
            update(
                    c,
                    "UPDATE unit SET state = ?, content = ? WHERE search = ? AND state = ?",
                    ProofStore.MERGED,
                    end.openAs(),
                    search,
                    ProofStore.OPEN);
        }
        return end.isConclusive() ? endRivals(c, search, now) : List.of();
    }

    private static List<String> endRivals(Connection c, String winner, long now) throws SQLException {
        List<String> rivals = running(
                c,
                "SELECT r.id FROM search r JOIN search w ON r.sweep = w.sweep AND r.lemma = w.lemma AND r.id <> w.id"
                        + " WHERE w.id = ? AND r.state = ?",
                winner);
        for (String r : rivals) {
            update(
                    c,
                    "UPDATE search SET state = ?, finished = ?, queued = 0, leased = 0, waiting = 0,"
                            + " incarnation = incarnation + 1, message = ? WHERE id = ? AND state = ?",
                    LemmaState.LEMMA_STATE_CANCELLED.getNumber(),
                    now,
                    "another ranking was first",
                    r,
                    LemmaState.LEMMA_STATE_RUNNING.getNumber());
        }
        return rivals;
    }

    /** Ends what runs in a sweep; the identities of the searches that this ended. */
    static List<String> cancel(Connection c, String sweep, long now) throws SQLException {
        List<String> out = running(c, "SELECT id FROM search WHERE sweep = ? AND state = ?", sweep);
        update(
                c,
                "UPDATE search SET state = ?, finished = ?, queued = 0, leased = 0, waiting = 0,"
                        + " incarnation = incarnation + 1 WHERE sweep = ? AND state = ?",
                LemmaState.LEMMA_STATE_CANCELLED.getNumber(),
                now,
                sweep,
                LemmaState.LEMMA_STATE_RUNNING.getNumber());
        return out;
    }

    private static List<String> running(Connection c, String sql, String id) throws SQLException {
        List<String> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setString(1, id);
            s.setInt(2, LemmaState.LEMMA_STATE_RUNNING.getNumber());
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    out.add(r.getString(1));
                }
            }
        }
        return out;
    }
}
