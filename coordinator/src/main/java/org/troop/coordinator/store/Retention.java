package org.troop.coordinator.store;

import static org.troop.coordinator.store.ProofStore.update;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.troop.coordinator.metrics.StoreMeters;

/**
 * Removes what nobody needs any more: sweeps that are over, theories that no sweep has, and sources that nobody asks for. Each transaction removes some
 * hundred rows at most, so that merges of sweeps that run do not wait for long. Thread-safe; all methods block.
 */
public final class Retention {
    private static final int ROWS = 500;
    private static final int PAGES = 1_000;
    private static final long DAY_MILLIS = 86_400_000;

    private final StoreWriter writer;
    private final Reads reads;
    private final StoreMeters meters;
    private final boolean sqlite;

    Retention(StoreWriter writer, Reads reads, StoreMeters meters, boolean sqlite) {
        this.writer = writer;
        this.reads = reads;
        this.meters = meters;
        this.sqlite = sqlite;
    }

    /** A sweep that is over. */
    public record Ended(String id, String name, long finished) {}

    /**
     * What is to be removed.
     *
     * @param days sweeps that ended at least so long ago, and sources that were not used since; -1: sweeps, whenever they ended
     * @param last that ended are kept, at least 0
     */
    public record Rule(int days, int last) {
        /** No sweep at all. */
        public static final Rule NONE = new Rule(-1, Integer.MAX_VALUE);
    }

    /**
     * What was removed, or would be.
     *
     * @param sweeps the last one to end first
     * @param theories that no sweep has any more
     */
    public record Removed(List<Ended> sweeps, int theories) {}

    /** @param isTrial whether nothing is to be removed */
    public Removed apply(Rule rule, long now, boolean isTrial) {
        List<Ended> all = reads.ended();
        List<Ended> chosen = all.subList(Math.min(rule.last, all.size()), all.size()).stream()
                .filter(e -> rule.days < 0 || now - e.finished >= rule.days * DAY_MILLIS)
                .toList();
        if (isTrial) {
            return new Removed(
                    chosen, reads.orphans(chosen.stream().map(Ended::id).toList()));
        }
        chosen.forEach(e -> remove(e.id));
        int theories = writer.submit(c -> update(c, "DELETE FROM theory WHERE id NOT IN (SELECT theory FROM sweep)"))
                .join();
        if (rule.days >= 0) {
            writer.submit(c -> update(c, "DELETE FROM sources WHERE used < ?", now - rule.days * DAY_MILLIS))
                    .join();
        }
        if (sqlite) {
            giveBackSpace();
        }
        return new Removed(chosen, theories);
    }

    private void remove(String sweep) {
        // First of all, so that nobody is given half of a proof.
        writer.submit(c -> update(c, "UPDATE search SET cut = NULL WHERE sweep = ?", sweep))
                .join();
        List<SearchRow> searches = reads.searches(sweep);
        long bytes = 0;
        for (SearchRow s : searches) {
            bytes += reads.bytes(s.id());
            String some = " IN (SELECT %s FROM %s WHERE search = ? ORDER BY %s LIMIT " + ROWS + ")";
            for (String table : List.of("unit", "trace")) {
                String column = table.equals("unit") ? "number" : "unit";
                String sql = "DELETE FROM " + table + " WHERE search = ? AND " + column
                        + some.formatted(column, table, column);
                while (writer.submit(c -> update(c, sql, s.id(), s.id())).join() > 0) {}
            }
        }
        writer.submit(c -> {
                    update(c, "DELETE FROM search WHERE sweep = ?", sweep);
                    return update(c, "DELETE FROM sweep WHERE id = ?", sweep);
                })
                .join();
        meters.removed(searches.size(), bytes);
    }

    /** SQLite keeps free pages in the file until it is told to cut them off. */
    private void giveBackSpace() {
        while (writer.submit(Retention::cutOff).join()) {}
    }

    private static boolean cutOff(Connection c) throws SQLException {
        long free = number(c, "PRAGMA freelist_count");
        if (free == 0) {
            return false;
        }
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery("PRAGMA incremental_vacuum(" + PAGES + ")")) {
            while (r.next()) {}
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage()).contains("does not return")) {
                throw e;
            }
            try (Statement s = c.createStatement()) {
                s.execute("PRAGMA incremental_vacuum(" + PAGES + ")");
            }
        }
        return number(c, "PRAGMA freelist_count") < free;
    }

    private static long number(Connection c, String sql) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql);
                ResultSet r = s.executeQuery()) {
            return r.next() ? r.getLong(1) : 0;
        }
    }

    /** Makes a SQLite file one that can give space back; takes time once, if there is much in it. */
    static void prepare(Connection c) throws SQLException {
        if (number(c, "PRAGMA auto_vacuum") == 0) {
            try (Statement s = c.createStatement()) {
                s.execute("PRAGMA auto_vacuum = INCREMENTAL");
                s.execute("VACUUM");
            }
        }
    }
}
