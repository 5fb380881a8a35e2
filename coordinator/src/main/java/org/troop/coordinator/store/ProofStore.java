package org.troop.coordinator.store;

import com.google.protobuf.InvalidProtocolBufferException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.metrics.CoordinatorMeters;
import org.troop.coordinator.metrics.StoreMeters;
import org.troop.proto.LemmaState;
import org.troop.proto.SweepOptions;
import org.troop.proto.Theory;
import org.troop.proto.Trace;

/** Sweeps, searches, units and proofs in a database. Thread-safe. */
public final class ProofStore implements AutoCloseable {
    /** Flyway logs to java.util.logging, whatever else is there. Kept, because loggers are held weakly. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    static {
        FLYWAY.setLevel(Level.WARNING);
    }

    static final int OPEN = 0;
    static final int MERGED = 1;

    private static final String INSERT_UNIT =
            "INSERT INTO unit (search, number, parent, hole, path, state, content) VALUES (?, ?, ?, ?, ?, ?, ?)";

    private final HikariDataSource source;
    private final StoreWriter writer;
    private final Reads reads;
    private final Retention retention;
    private final Roster roster;
    private final SourceShelf sources;

    private ProofStore(HikariDataSource source, StoreMeters meters, boolean sqlite) {
        this.source = source;
        writer = new StoreWriter(source, meters);
        reads = new Reads(source);
        roster = new Roster(source, writer);
        sources = new SourceShelf(source, writer);
        retention = new Retention(writer, reads, meters, sqlite);
    }

    /**
     * Opens the store and brings its tables up to date.
     *
     * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://...}
     * @throws StoreException if there is no such database or it cannot be used
     */
    public static ProofStore open(String url, @Nullable String user, @Nullable String password) {
        return open(url, user, password, CoordinatorMeters.none());
    }

    /** As {@link #open(String, String, String)}, measured. */
    public static ProofStore open(
            String url, @Nullable String user, @Nullable String password, CoordinatorMeters meters) {
        HikariConfig c = new HikariConfig();
        boolean sqlite = url.startsWith("jdbc:sqlite:");
        c.setJdbcUrl(url);
        if (user != null) {
            c.setUsername(user);
            c.setPassword(password);
        }
        c.setPoolName("proof-store");
        c.setMetricRegistry(meters.registry());
        c.setMaximumPoolSize(sqlite ? 4 : 8);
        c.setMinimumIdle(1);
        if (sqlite) {
            // A commit survives the death of the process; power failure may undo the last ones, consistently.
            c.addDataSourceProperty("journal_mode", "WAL");
            c.addDataSourceProperty("synchronous", "NORMAL");
            c.addDataSourceProperty("busy_timeout", "20000");
            c.addDataSourceProperty("foreign_keys", "true");
            c.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        } else {
            // Where the network swallows what is sent, nothing else would ever end a call. The URL may say otherwise.
            c.addDataSourceProperty("connectTimeout", "5");
            c.addDataSourceProperty("socketTimeout", "30");
            c.addDataSourceProperty("tcpKeepAlive", "true");
            // Nor would the server ever learn that a coordinator is gone, and keep the locks of its transaction.
            c.addDataSourceProperty("options", "-c idle_in_transaction_session_timeout=10s");
            c.setConnectionTimeout(10_000);
        }
        HikariDataSource source;
        try {
            source = new HikariDataSource(c);
        } catch (RuntimeException e) {
            throw new StoreException("the proof store " + url + " cannot be opened: " + e.getMessage(), e);
        }
        try {
            if (sqlite) {
                prepare(source);
            }
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:org/troop/coordinator/store")
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
            return new ProofStore(source, meters.store(), sqlite);
        } catch (RuntimeException | SQLException e) {
            source.close();
            throw new StoreException("the tables of the proof store " + url + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static void prepare(HikariDataSource source) throws SQLException {
        try (Connection c = source.getConnection()) {
            Retention.prepare(c);
        }
    }

    public Reads reads() {
        return reads;
    }

    /** What is kept, and for how long. */
    public Retention retention() {
        return retention;
    }

    /** The coordinators on this store. */
    public Roster roster() {
        return roster;
    }

    /** Computed sources of theories. */
    public SourceShelf sources() {
        return sources;
    }

    /**
     * A sweep to be begun.
     *
     * @param theoryId its identity
     * @param strategy ordinal of the engine's strategy
     * @param limit depth limit of the first round
     */
    public record NewSweep(
            String id,
            String name,
            String theoryId,
            Theory theory,
            int priority,
            List<String> lemmas,
            int strategy,
            int limit,
            long now,
            SweepOptions options) {

        /** Searches in the order of their ordinals: one for each lemma, or all those of its race. */
        public int searches() {
            return lemmas.size() * racing().size();
        }

        List<String> racing() {
            return options.getRaceCount() == 0 ? List.of("") : options.getRaceList();
        }
    }

    /** Stores a sweep with the root of each search. False if there is a sweep with its id already. */
    public CompletableFuture<Boolean> submit(NewSweep s) {
        return writer.submit(c -> {
            if (exists(c, "SELECT 1 FROM sweep WHERE id = ?", s.id)) {
                return false;
            }
            if (!exists(c, "SELECT 1 FROM theory WHERE id = ?", s.theoryId)) {
                update(c, "INSERT INTO theory (id, content) VALUES (?, ?)", s.theoryId, s.theory.toByteArray());
            }
            update(
                    c,
                    "INSERT INTO sweep (id, name, theory, priority, submitted, options) VALUES (?, ?, ?, ?, ?, ?)",
                    s.id,
                    s.name,
                    s.theoryId,
                    s.priority,
                    s.now,
                    s.options.toByteArray());
            int ordinal = 0;
            for (String lemma : s.lemmas) {
                for (String heuristic : s.racing()) {
                    insertSearch(c, s, ordinal++, lemma, heuristic);
                }
            }
            return true;
        });
    }

    private static void insertSearch(Connection c, NewSweep s, int ordinal, String lemma, String heuristic)
            throws SQLException {
        String search = searchId(s.id, ordinal);
        update(
                c,
                "INSERT INTO search (id, sweep, ordinal, lemma, heuristic, strategy, incarnation, state, depth_limit,"
                        + " next_unit, nodes, status, steps, units, releases, work_millis, queued, leased, waiting,"
                        + " started, finished, message)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, '')",
                search,
                s.id,
                ordinal,
                lemma,
                heuristic,
                s.strategy,
                LemmaState.LEMMA_STATE_RUNNING.getNumber(),
                s.limit);
        insertRoot(c, search);
    }

    /** Identity of the i-th search of a sweep. */
    public static String searchId(String sweep, int ordinal) {
        return sweep + "." + ordinal;
    }

    /** Takes a search over: earlier owners cannot change it any more. Null if there is none that runs. */
    public CompletableFuture<@Nullable SearchRow> takeOver(String search) {
        return writer.<@Nullable SearchRow>submit(c -> {
            int n = update(
                    c,
                    "UPDATE search SET incarnation = incarnation + 1 WHERE id = ? AND state = ?",
                    search,
                    LemmaState.LEMMA_STATE_RUNNING.getNumber());
            return n == 0 ? null : Reads.search(c, search);
        });
    }

    /**
     * Merges units of one search, in one transaction. Fails with {@link StoreException.Fenced} for all but the owner; false, and
     * nothing is changed, if the first was merged before.
     *
     * @param merges in the order in which they were counted
     * @throws IllegalArgumentException without any
     */
    public CompletableFuture<Boolean> merge(List<Merge> merges) {
        if (merges.isEmpty()) {
            throw new IllegalArgumentException("nothing to merge");
        }
        return writer.submit(c -> merge(c, merges));
    }

    private static boolean merge(Connection c, List<Merge> merges) throws SQLException {
        Merge last = merges.getLast();
        requireOwner(c, last.search(), last.incarnation());
        long nodes = 0;
        long millis = 0;
        for (Merge m : merges) {
            if (!graft(c, m)) {
                if (m == merges.getFirst()) {
                    return false;
                }
                throw new StoreException("unit " + m.unit() + " of " + m.search() + " was merged before");
            }
            nodes += m.nodes();
            millis += m.workMillis();
        }
        update(
                c,
                "UPDATE search SET depth_limit = ?, next_unit = ?, nodes = nodes + ?, status = ?, units = units + ?,"
                        + " releases = ?, work_millis = work_millis + ?, queued = ?, leased = ?, waiting = ?, fingerprint = ?"
                        + " WHERE id = ?",
                last.limit(),
                last.nextUnit(),
                nodes,
                last.status().getNumber(),
                merges.size(),
                last.counts().releases(),
                millis,
                last.counts().queued(),
                last.counts().leased(),
                last.counts().waiting(),
                last.fingerprint(),
                last.search());
        return true;
    }

    /** Puts a fragment in the place of its unit, and open nodes into its holes; false if that was done before. */
    private static boolean graft(Connection c, Merge m) throws SQLException {
        int n = update(
                c,
                "UPDATE unit SET state = ?, content = ? WHERE search = ? AND number = ? AND state = ?",
                MERGED,
                m.fragment(),
                m.search(),
                m.unit(),
                OPEN);
        if (n == 0) {
            return false;
        }
        insertUnits(c, m);
        for (int i = 0; i < m.traces().size(); i++) {
            Trace t = m.traces().get(i);
            update(
                    c,
                    "INSERT INTO trace (search, unit, ordinal, content) VALUES (?, ?, ?, ?)",
                    m.search(),
                    m.unit(),
                    i,
                    t.toByteArray());
        }
        return true;
    }

    /** Notes when the first unit of a search was leased. */
    public CompletableFuture<Void> started(String search, long now) {
        return writer.submit(c -> {
            update(c, "UPDATE search SET started = ? WHERE id = ? AND started = 0", now, search);
            return null;
        });
    }

    /**
     * Ends a search; fails with {@link StoreException.Fenced} for all but the owner.
     *
     * @return the other searches of its race, which the first verdict ends
     */
    public CompletableFuture<List<String>> finish(String search, long incarnation, Merge.End end, long now) {
        return writer.submit(c -> {
            requireOwner(c, search, incarnation);
            return Endings.finish(c, search, end, now);
        });
    }

    /** Ends what runs in a sweep; the identities of the searches that this ended. */
    public CompletableFuture<List<String>> cancel(String sweep, long now) {
        return writer.submit(c -> Endings.cancel(c, sweep, now));
    }

    /** Notes how often workers were lost with a unit. Of no consequence if the unit or its owner has changed meanwhile. */
    public CompletableFuture<Void> lost(String search, long incarnation, long unit, int losses) {
        return writer.submit(c -> {
            update(
                    c,
                    "UPDATE unit SET losses = ? WHERE search = ? AND number = ? AND state = ?"
                            + " AND EXISTS (SELECT 1 FROM search WHERE id = ? AND incarnation = ?)",
                    losses,
                    search,
                    unit,
                    OPEN,
                    search,
                    incarnation);
            return null;
        });
    }

    private static void requireOwner(Connection c, String search, long incarnation) throws SQLException {
        // An update, so that the row is locked until the end of the transaction on PostgreSQL, too.
        int n = update(
                c,
                "UPDATE search SET incarnation = incarnation WHERE id = ? AND incarnation = ? AND state = ?",
                search,
                incarnation,
                LemmaState.LEMMA_STATE_RUNNING.getNumber());
        if (n == 0) {
            throw new StoreException.Fenced(search);
        }
    }

    private static void insertRoot(Connection c, String search) throws SQLException {
        update(c, INSERT_UNIT, search, 0, -1, 0, Paths.bytes(new int[0]), OPEN, null);
    }

    private static void insertUnits(Connection c, Merge m) throws SQLException {
        if (m.children().isEmpty()) {
            return;
        }
        try (PreparedStatement s = c.prepareStatement(INSERT_UNIT)) {
            for (int i = 0; i < m.children().size(); i++) {
                Merge.Child k = m.children().get(i);
                s.setString(1, m.search());
                s.setLong(2, k.unit());
                s.setLong(3, m.unit());
                s.setInt(4, i);
                s.setBytes(5, Paths.bytes(k.path()));
                s.setInt(6, OPEN);
                s.setBytes(7, k.system());
                s.addBatch();
            }
            s.executeBatch();
        }
    }

    private static boolean exists(Connection c, String sql, String id) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setString(1, id);
            try (ResultSet r = s.executeQuery()) {
                return r.next();
            }
        }
    }

    static int update(Connection c, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                switch (values[i]) {
                    case byte[] b -> s.setBytes(i + 1, b);
                    case String t -> s.setString(i + 1, t);
                    case Integer n -> s.setInt(i + 1, n);
                    case Long n -> s.setLong(i + 1, n);
                    case null -> s.setNull(i + 1, java.sql.Types.BINARY);
                    default -> throw new IllegalArgumentException("a value of " + values[i].getClass());
                }
            }
            return s.executeUpdate();
        }
    }

    static Theory theory(byte[] content) {
        try {
            return Theory.parseFrom(content);
        } catch (InvalidProtocolBufferException e) {
            throw new StoreException("a theory in the proof store is damaged", e);
        }
    }

    static SweepOptions options(byte @Nullable [] content) {
        try {
            return content == null ? SweepOptions.getDefaultInstance() : SweepOptions.parseFrom(content);
        } catch (InvalidProtocolBufferException e) {
            throw new StoreException("the options of a sweep in the proof store are damaged", e);
        }
    }

    static Trace trace(byte[] content) {
        try {
            return Trace.parseFrom(content);
        } catch (InvalidProtocolBufferException e) {
            throw new StoreException("a trace in the proof store is damaged", e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        source.close();
    }
}
