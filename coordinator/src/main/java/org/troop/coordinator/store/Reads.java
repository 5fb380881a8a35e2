package org.troop.coordinator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.troop.proto.LemmaState;
import org.troop.proto.ProofStatus;
import org.troop.proto.SweepOptions;
import org.troop.proto.Theory;
import org.troop.proto.Trace;
import org.troop.solver.search.Frontier;

/** Questions to the proof store. Thread-safe; all of them may block and throw a {@link StoreException}. */
public final class Reads {
    private final DataSource source;

    Reads(DataSource source) {
        this.source = source;
    }

    public record SweepRow(String id, String name, String theory, int priority, long submitted, SweepOptions options) {}

    /** A merged unit; {@code parent} is -1 at the root. */
    public record FragmentRow(long unit, long parent, int hole, byte[] fragment) {}

    private interface Query<T> {
        T run(Connection c) throws SQLException;
    }

    private <T> T read(Query<T> q) {
        try (Connection c = source.getConnection()) {
            return q.run(c);
        } catch (SQLException e) {
            throw new StoreException("the proof store cannot be read: " + e.getMessage(), e);
        }
    }

    private interface Row<T> {
        T of(ResultSet r) throws SQLException;
    }

    private static <T> List<T> list(Connection c, Row<T> row, String sql, Object... values) throws SQLException {
        List<T> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                s.setObject(i + 1, values[i]);
            }
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    out.add(row.of(r));
                }
            }
        }
        return out;
    }

    private static <T> @Nullable T first(List<T> l) {
        return l.isEmpty() ? null : l.getFirst();
    }

    public @Nullable Theory theory(String identity) {
        return first(read(c ->
                list(c, r -> ProofStore.theory(r.getBytes(1)), "SELECT content FROM theory WHERE id = ?", identity)));
    }

    public @Nullable SweepRow sweep(String id) {
        return first(read(c -> list(
                c,
                Reads::sweepRow,
                "SELECT id, name, theory, priority, submitted, options FROM sweep WHERE id = ?",
                id)));
    }

    /** Newest first. */
    public List<SweepRow> sweeps(int limit) {
        return read(c -> list(
                c,
                Reads::sweepRow,
                "SELECT id, name, theory, priority, submitted, options FROM sweep ORDER BY submitted DESC, id LIMIT ?",
                limit));
    }

    private static SweepRow sweepRow(ResultSet r) throws SQLException {
        return new SweepRow(
                r.getString(1),
                r.getString(2),
                r.getString(3),
                r.getInt(4),
                r.getLong(5),
                ProofStore.options(r.getBytes(6)));
    }

    private static final String SEARCH =
            "SELECT id, sweep, lemma, heuristic, strategy, incarnation, state, depth_limit, next_unit, nodes,"
                    + " status, steps, units, releases, work_millis, queued, leased, waiting, started, finished, message, cut,"
                    + " fingerprint FROM search";

    /** In the order of the submission. */
    public List<SearchRow> searches(String sweep) {
        return read(c -> list(c, Reads::searchRow, SEARCH + " WHERE sweep = ? ORDER BY ordinal", sweep));
    }

    /** The searches of a lemma, several in a race; empty if there is no such lemma. In the order of the submission. */
    public List<SearchRow> searches(String sweep, String lemma) {
        return read(c ->
                list(c, Reads::searchRow, SEARCH + " WHERE sweep = ? AND lemma = ? ORDER BY ordinal", sweep, lemma));
    }

    static @Nullable SearchRow search(Connection c, String id) throws SQLException {
        return first(list(c, Reads::searchRow, SEARCH + " WHERE id = ?", id));
    }

    /** Identities of the searches that are not over. */
    public List<String> running() {
        return read(c -> list(
                c,
                r -> r.getString(1),
                "SELECT id FROM search WHERE state = ? ORDER BY id",
                LemmaState.LEMMA_STATE_RUNNING.getNumber()));
    }

    /** What the proof, the open systems and the traces of a search take, in bytes. */
    long bytes(String search) {
        return read(c -> list(
                        c,
                        r -> r.getLong(1),
                        "SELECT COALESCE(SUM(LENGTH(content)), 0) FROM unit WHERE search = ? UNION ALL"
                                + " SELECT COALESCE(SUM(LENGTH(content)), 0) FROM trace WHERE search = ?",
                        search,
                        search))
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Sweeps of which nothing runs, the last one to end first. */
    List<Retention.Ended> ended() {
        return read(c -> list(
                c,
                r -> new Retention.Ended(r.getString(1), r.getString(2), r.getLong(3)),
                "SELECT w.id, w.name, MAX(s.finished) AS ended FROM sweep w JOIN search s ON s.sweep = w.id"
                        + " GROUP BY w.id, w.name HAVING SUM(CASE WHEN s.state = ? THEN 1 ELSE 0 END) = 0"
                        + " ORDER BY ended DESC, w.id",
                LemmaState.LEMMA_STATE_RUNNING.getNumber()));
    }

    /** How many theories no sweep would have without these. */
    int orphans(List<String> sweeps) {
        return read(c -> {
            Set<String> gone = Set.copyOf(sweeps);
            Set<String> theories = new HashSet<>(list(c, r -> r.getString(1), "SELECT id FROM theory"));
            list(
                    c,
                    r -> gone.contains(r.getString(1)) || theories.remove(r.getString(2)),
                    "SELECT id, theory FROM sweep");
            return theories.size();
        });
    }

    private static SearchRow searchRow(ResultSet r) throws SQLException {
        return new SearchRow(
                r.getString(1),
                r.getString(2),
                r.getString(3),
                r.getString(4),
                r.getInt(5),
                r.getLong(6),
                LemmaState.forNumber(r.getInt(7)),
                r.getInt(8),
                r.getLong(9),
                r.getLong(10),
                ProofStatus.forNumber(r.getInt(11)),
                r.getLong(12),
                r.getLong(13),
                r.getLong(14),
                r.getLong(15),
                r.getLong(16),
                r.getLong(17),
                r.getLong(18),
                r.getLong(19),
                r.getLong(20),
                r.getString(21),
                r.getBytes(22),
                r.getBytes(23));
    }

    /** The open nodes of a search. */
    public List<Frontier.Node> open(String search) {
        return read(c -> list(
                c,
                r -> new Frontier.Node(r.getLong(1), Paths.path(r.getBytes(2))),
                "SELECT number, path FROM unit WHERE search = ? AND state = 0 ORDER BY number",
                search));
    }

    /** How often workers were lost with open units, by number; those without losses are not listed. */
    public Map<Long, Integer> losses(String search) {
        return read(c -> {
            Map<Long, Integer> out = new HashMap<>();
            list(
                    c,
                    r -> out.put(r.getLong(1), r.getInt(2)),
                    "SELECT number, losses FROM unit WHERE search = ? AND state = 0 AND losses > 0",
                    search);
            return out;
        });
    }

    /** The system of an open node; null at the root. */
    public byte @Nullable [] system(String search, long unit) {
        return read(c -> {
            try (PreparedStatement s =
                    c.prepareStatement("SELECT content FROM unit WHERE search = ? AND number = ? AND state = 0")) {
                s.setString(1, search);
                s.setLong(2, unit);
                try (ResultSet r = s.executeQuery()) {
                    return r.next() ? r.getBytes(1) : null;
                }
            }
        });
    }

    public List<Trace> traces(String search) {
        return read(c -> list(
                c,
                r -> ProofStore.trace(r.getBytes(1)),
                "SELECT content FROM trace WHERE search = ? ORDER BY unit, ordinal",
                search));
    }

    /** Streams the merged units of a search, parents before their children. */
    public void fragments(String search, Consumer<FragmentRow> to) {
        read(c -> {
            c.setAutoCommit(false); // PostgreSQL streams only inside a transaction
            if (c.getMetaData().getURL().startsWith("jdbc:postgresql:")) {
                try (Statement s = c.createStatement()) { // whoever reads may be slow, and holds no locks
                    s.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
                }
            }
            try (PreparedStatement s = c.prepareStatement("SELECT number, parent, hole, content FROM unit"
                    + " WHERE search = ? AND state = 1 ORDER BY number")) {
                s.setFetchSize(100);
                s.setString(1, search);
                try (ResultSet r = s.executeQuery()) {
                    while (r.next()) {
                        to.accept(new FragmentRow(r.getLong(1), r.getLong(2), r.getInt(3), r.getBytes(4)));
                    }
                }
            }
            c.rollback();
            return true;
        });
    }
}
