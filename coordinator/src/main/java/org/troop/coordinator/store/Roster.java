package org.troop.coordinator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/**
 * The coordinators that are members of a cluster on this store. Each beats now and then; whether a node is alive is told from
 * its beats' going on, by each reader's own clock, so that clocks need not agree. Thread-safe.
 */
public final class Roster {
    private final DataSource source;
    private final StoreWriter writer;

    Roster(DataSource source, StoreWriter writer) {
        this.source = source;
        this.writer = writer;
    }

    /**
     * A member of a cluster.
     *
     * @param address host:port where other coordinators reach it
     * @param uid of its process
     */
    public record Node(String address, long uid) {}

    /** How often a node has beaten. */
    public record Beats(Node node, long number) {}

    /**
     * @param generation how many clusters were founded on this store
     * @param nodes in the order of their addresses; some may be dead
     */
    public record State(long generation, List<Beats> nodes) {}

    /** Blocks; throws a {@link StoreException}. */
    public State read() {
        try (Connection c = source.getConnection();
                PreparedStatement g = c.prepareStatement("SELECT generation FROM founding");
                PreparedStatement n = c.prepareStatement("SELECT address, uid, beats FROM roster ORDER BY address");
                ResultSet generation = g.executeQuery();
                ResultSet r = n.executeQuery()) {
            List<Beats> nodes = new ArrayList<>();
            while (r.next()) {
                nodes.add(new Beats(new Node(r.getString(1), r.getLong(2)), r.getLong(3)));
            }
            return new State(generation.next() ? generation.getLong(1) : 0, nodes);
        } catch (SQLException e) {
            throw new StoreException("the proof store cannot be read: " + e.getMessage(), e);
        }
    }

    /** Says that this node is alive, and a member. */
    public CompletableFuture<Void> beat(Node n) {
        return writer.submit(c -> {
            beat(c, n);
            return null;
        });
    }

    private static void beat(Connection c, Node n) throws SQLException {
        int known = ProofStore.update(
                c, "UPDATE roster SET beats = beats + 1 WHERE address = ? AND uid = ?", n.address, n.uid);
        if (known == 0) { // an earlier process had the address
            ProofStore.update(c, "DELETE FROM roster WHERE address = ?", n.address);
            ProofStore.update(c, "INSERT INTO roster (address, uid, beats) VALUES (?, ?, 1)", n.address, n.uid);
        }
    }

    /** Takes a node from the roster: it leaves, or is dead. */
    public CompletableFuture<Void> strike(Node n) {
        return writer.submit(c -> {
            ProofStore.update(c, "DELETE FROM roster WHERE address = ? AND uid = ?", n.address, n.uid);
            return null;
        });
    }

    /**
     * Begins a new cluster with one node, if nobody has founded one since.
     *
     * @param generation that the node saw when it began to look for others
     * @return whether it may
     */
    public CompletableFuture<Boolean> found(long generation, Node founder) {
        return writer.submit(c -> {
            int n = ProofStore.update(
                    c, "UPDATE founding SET generation = generation + 1 WHERE generation = ?", generation);
            if (n == 1) {
                ProofStore.update(c, "DELETE FROM roster");
                beat(c, founder);
            }
            return n == 1;
        });
    }
}
