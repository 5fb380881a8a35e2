package org.troop.solver.search;

import java.util.Arrays;
import org.troop.solver.system.MalformedCodeException;

/** A place in what {@link FragmentWriter} wrote. Whoever reads past its end gets a {@link MalformedCodeException}. */
final class FragmentBytes {
    private final byte[] in;
    private int at;

    /** At the first node of the fragment. */
    FragmentBytes(byte[] fragment) {
        in = fragment;
        if (next() != FragmentWriter.VERSION) {
            throw new MalformedCodeException("a proof fragment of an unknown version");
        }
    }

    int next() {
        if (at >= in.length) {
            throw cutShort();
        }
        return in[at++] & 255;
    }

    /** A number of things of at least one byte each. */
    int length() {
        long x = 0;
        for (int shift = 0; ; shift += 7) {
            int b = next();
            x |= (long) (b & 127) << shift;
            if (b < 128) {
                break;
            }
            if (shift >= 28) {
                throw new MalformedCodeException("a proof fragment with a number that is too large");
            }
        }
        if (x > in.length - at) {
            throw cutShort();
        }
        return (int) x;
    }

    /** A length and as many bytes. */
    byte[] bytes() {
        int n = length();
        at += n;
        return Arrays.copyOfRange(in, at - n, at);
    }

    /** Passes over what {@link #bytes} would read. */
    void skip() {
        int n = length();
        at += n;
    }

    void requireEnd() {
        if (at != in.length) {
            throw new MalformedCodeException("a proof fragment with " + (in.length - at) + " bytes too many");
        }
    }

    private static MalformedCodeException cutShort() {
        return new MalformedCodeException("a proof fragment that is cut short");
    }
}
