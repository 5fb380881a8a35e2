package org.troop.bench.sim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tree that a search expanded, with what each node cost. Nodes are numbered in an order in which parents come before their
 * children and siblings keep their order; the root is 0.
 *
 * <p>As text: one line for each node, in order of numbers, fields separated by tabs: parent (-1 for the root), nanoseconds of
 * its expansion, nanoseconds to decode and encode its system, bytes of its encoded system, 1 if it is solved (0 otherwise).
 */
final class RecordedTree {
    private final int[] parent;
    private final long[] nanos;
    private final long[] codec;
    private final int[] bytes;
    private final boolean[] solved;
    private final int[][] children;

    private RecordedTree(int[] parent, long[] nanos, long[] codec, int[] bytes, boolean[] solved) {
        this.parent = parent;
        this.nanos = nanos;
        this.codec = codec;
        this.bytes = bytes;
        this.solved = solved;
        children = children(parent);
    }

    private static int[][] children(int[] parent) {
        int[] count = new int[parent.length];
        for (int p : parent) {
            if (p >= 0) {
                count[p]++;
            }
        }
        int[][] children = new int[parent.length][];
        for (int k = 0; k < parent.length; k++) {
            children[k] = new int[count[k]];
        }
        for (int k = parent.length - 1; k > 0; k--) {
            children[parent[k]][--count[parent[k]]] = k;
        }
        return children;
    }

    int size() {
        return parent.length;
    }

    /** Nanoseconds on one core to expand the node. */
    long nanos(int node) {
        return nanos[node];
    }

    /** Nanoseconds to encode the node's system, or to decode it. */
    long codecNanos(int node) {
        return codec[node] / 2;
    }

    /** Size of the node's encoded system. */
    int bytes(int node) {
        return bytes[node];
    }

    boolean isSolved(int node) {
        return solved[node];
    }

    int[] children(int node) {
        return children[node];
    }

    /** Nanoseconds on one core for the whole tree. */
    long work() {
        long sum = 0;
        for (long n : nanos) {
            sum += n;
        }
        return sum;
    }

    /** Nanoseconds of the costliest path from the root: no number of workers is faster. */
    long span() {
        long[] at = new long[parent.length];
        long most = 0;
        for (int k = 0; k < parent.length; k++) {
            at[k] = nanos[k] + (parent[k] < 0 ? 0 : at[parent[k]]);
            most = Math.max(most, at[k]);
        }
        return most;
    }

    /** The node at a path of choices from the root. */
    int at(int[] path) {
        int k = 0;
        for (int choice : path) {
            k = children[k][choice];
        }
        return k;
    }

    /** Copies of this tree as the branches of a new root that costs nothing: a larger search of the same kind. */
    RecordedTree copies(int n) {
        Builder b = new Builder();
        b.add(-1, 0, codec[0], bytes[0], false);
        for (int i = 0; i < n; i++) {
            int first = b.size();
            for (int k = 0; k < size(); k++) {
                b.add(parent[k] < 0 ? 0 : first + parent[k], nanos[k], codec[k], bytes[k], solved[k]);
            }
        }
        return b.build();
    }

    void write(Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            for (int k = 0; k < size(); k++) {
                out.println(
                        parent[k] + "\t" + nanos[k] + "\t" + codec[k] + "\t" + bytes[k] + "\t" + (solved[k] ? 1 : 0));
            }
            if (out.checkError()) {
                throw new IOException("cannot write " + file);
            }
        }
    }

    /** @throws IOException if the file cannot be read, or is not a recorded tree */
    static RecordedTree read(Path file) throws IOException {
        Builder b = new Builder();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            @Nullable String line;
            while ((line = in.readLine()) != null) {
                String[] f = line.split("\t");
                try {
                    b.add(
                            Integer.parseInt(f[0]),
                            Long.parseLong(f[1]),
                            Long.parseLong(f[2]),
                            Integer.parseInt(f[3]),
                            f[4].equals("1"));
                } catch (RuntimeException e) {
                    throw new IOException(file + ":" + (b.size() + 1) + ": not a node of a recorded tree", e);
                }
            }
        }
        if (b.size() == 0) {
            throw new IOException(file + ": no nodes");
        }
        return b.build();
    }

    /** Collects nodes, parents before children. */
    static final class Builder {
        private record Entry(int parent, long nanos, long codec, int bytes, boolean solved) {}

        private final List<Entry> entries = new ArrayList<>();

        int size() {
            return entries.size();
        }

        /**
         * @param parent number of a node that was added before; -1 for the first
         * @return the node's number
         */
        int add(int parent, long nanos, long codec, int bytes, boolean solved) {
            if (parent >= size() || (parent < 0) != entries.isEmpty()) {
                throw new IllegalArgumentException("node " + size() + " has the parent " + parent);
            }
            entries.add(new Entry(parent, nanos, codec, bytes, solved));
            return size() - 1;
        }

        RecordedTree build() {
            return new RecordedTree(
                    entries.stream().mapToInt(Entry::parent).toArray(),
                    entries.stream().mapToLong(Entry::nanos).toArray(),
                    entries.stream().mapToLong(Entry::codec).toArray(),
                    entries.stream().mapToInt(Entry::bytes).toArray(),
                    solved());
        }

        private boolean[] solved() {
            boolean[] out = new boolean[size()];
            for (int k = 0; k < out.length; k++) {
                out[k] = entries.get(k).solved;
            }
            return out;
        }
    }
}
