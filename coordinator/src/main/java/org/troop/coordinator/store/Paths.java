package org.troop.coordinator.store;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Paths in proof trees as bytes: choices of children, unsigned LEB128. */
public final class Paths {
    private Paths() {}

    static byte[] bytes(int[] path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(path.length + 8);
        for (int i : path) {
            int x = i;
            while ((x & ~127) != 0) {
                out.write(x & 127 | 128);
                x >>>= 7;
            }
            out.write(x);
        }
        return out.toByteArray();
    }

    static int[] path(byte[] bytes) {
        int n = 0;
        for (byte b : bytes) {
            n += b >= 0 ? 1 : 0;
        }
        int[] out = new int[n];
        int shift = 0;
        n = 0;
        for (byte b : bytes) {
            out[n] |= (b & 127) << shift;
            shift += 7;
            if (b >= 0) {
                n++;
                shift = 0;
            }
        }
        return out;
    }

    public static int[] path(List<Integer> choices) {
        return choices.stream().mapToInt(Integer::intValue).toArray();
    }
}
