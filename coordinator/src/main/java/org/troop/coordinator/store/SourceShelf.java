package org.troop.coordinator.store;

import static org.troop.coordinator.store.ProofStore.update;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Computed sources of theories, so that no worker computes again what one has. Bounded; thread-safe. */
public final class SourceShelf {
    private static final long MOST_BYTES = 256L << 20;
    private static final long HOUR_MILLIS = 3_600_000;

    private final DataSource source;
    private final StoreWriter writer;
    private final long mostBytes;

    SourceShelf(DataSource source, StoreWriter writer) {
        this(source, writer, MOST_BYTES);
    }

    SourceShelf(DataSource source, StoreWriter writer, long mostBytes) {
        this.source = source;
        this.writer = writer;
        this.mostBytes = mostBytes;
    }

    /** The same with room for so many bytes. */
    SourceShelf holding(long most) {
        return new SourceShelf(source, writer, most);
    }

    /** Null if there are none under the key. Blocks; throws a {@link StoreException}. */
    public byte @Nullable [] find(String key, long now) {
        try (Connection c = source.getConnection();
                PreparedStatement s = c.prepareStatement("SELECT content, used FROM sources WHERE id = ?")) {
            s.setString(1, key);
            try (ResultSet r = s.executeQuery()) {
                if (!r.next()) {
                    return null;
                }
                if (now - r.getLong(2) >= HOUR_MILLIS) {
                    writer.submit(w -> update(w, "UPDATE sources SET used = ? WHERE id = ?", now, key));
                }
                return r.getBytes(1);
            }
        } catch (SQLException e) {
            throw new StoreException("the proof store cannot be read: " + e.getMessage(), e);
        }
    }

    /** Keeps sources, and makes room for them; completes when they can be found. */
    public CompletableFuture<Void> keep(String key, byte[] content, long now) {
        return writer.submit(c -> {
            update(c, "DELETE FROM sources WHERE id = ?", key);
            update(
                    c,
                    "INSERT INTO sources (id, content, bytes, used) VALUES (?, ?, ?, ?)",
                    key,
                    content,
                    (long) content.length,
                    now);
            makeRoom(c, key);
            return null;
        });
    }

    private void makeRoom(Connection c, String newest) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT id, bytes FROM sources ORDER BY used DESC, id");
                ResultSet r = s.executeQuery()) {
            long sum = 0;
            while (r.next()) {
                sum += r.getLong(2);
                if (sum > mostBytes && !r.getString(1).equals(newest)) {
                    update(c, "DELETE FROM sources WHERE id = ?", r.getString(1));
                }
            }
        }
    }
}
