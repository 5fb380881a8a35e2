package org.troop.solver.cache;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.troop.solver.system.MalformedCodeException;

/**
 * Encoded sources as bytes: eight that say what it is, the key that they were computed for, the numbers (unsigned LEB128, their
 * number first) deflated, and the SHA-256 of all of it.
 */
public final class SourceBytes {
    /** Largest encoding, deflated. */
    public static final int MAX_BYTES = 4 << 20;

    private static final int MAX_NUMBERS = 32 << 20;

    private static final byte[] TITLE = "troopsc1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY = 64;
    private static final int HASH = 32;

    private SourceBytes() {}

    /**
     * @param key 64 hexadecimal digits
     * @throws IllegalArgumentException if there are more numbers than can be given
     */
    public static byte[] encode(String key, int[] code) {
        if (code.length > MAX_NUMBERS) {
            throw new IllegalArgumentException("more sources than can be kept");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        out.writeBytes(TITLE);
        out.writeBytes(key.getBytes(StandardCharsets.US_ASCII));
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (OutputStream numbers = new BufferedOutputStream(new DeflaterOutputStream(out, deflater))) {
            write(numbers, code.length);
            for (int n : code) {
                write(numbers, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written but memory
        } finally {
            deflater.end();
        }
        out.writeBytes(sha256(out.toByteArray(), out.size()));
        if (out.size() > MAX_BYTES) {
            throw new IllegalArgumentException("more sources than can be kept");
        }
        return out.toByteArray();
    }

    private static void write(OutputStream out, int n) throws IOException {
        int x = n;
        while ((x & ~127) != 0) {
            out.write(x | 128);
            x >>>= 7;
        }
        out.write(x);
    }

    /** @throws MalformedCodeException for bytes that {@link #encode} does not give for this key */
    public static int[] decode(String key, byte[] bytes) {
        requireIntact(key, bytes);
        int body = TITLE.length + KEY;
        int end = bytes.length - HASH;
        Inflater inflater = new Inflater();
        try (InputStream in = new BufferedInputStream(
                new InflaterInputStream(new ByteArrayInputStream(bytes, body, end - body), inflater))) {
            int[] code = new int[0];
            int left = read(in);
            if (left < 0 || left > MAX_NUMBERS) {
                throw new MalformedCodeException("bytes that are no sources");
            }
            // Memory follows what is there, not what is claimed.
            for (int n = 0; n < left; n++) {
                if (n == code.length) {
                    code = Arrays.copyOf(code, Math.min(left, Math.max(1 << 14, 2 * n)));
                }
                code[n] = read(in);
            }
            if (in.read() >= 0) {
                throw new MalformedCodeException("sources with bytes behind their end");
            }
            return code;
        } catch (IOException e) {
            throw new MalformedCodeException("bytes that are no sources", e);
        } finally {
            inflater.end();
        }
    }

    /**
     * What can be told of bytes without reading the numbers.
     *
     * @throws MalformedCodeException for bytes of something else, and for damaged ones
     */
    public static void requireIntact(String key, byte[] bytes) {
        int end = bytes.length - HASH;
        if (end < TITLE.length + KEY
                || bytes.length > MAX_BYTES
                || !Arrays.equals(bytes, 0, TITLE.length, TITLE, 0, TITLE.length)) {
            throw new MalformedCodeException("bytes that are no sources");
        }
        if (!Arrays.equals(sha256(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new MalformedCodeException("sources that are damaged");
        }
        if (!key.equals(new String(bytes, TITLE.length, KEY, StandardCharsets.US_ASCII))) {
            throw new MalformedCodeException("sources of something else");
        }
    }

    private static int read(InputStream in) throws IOException {
        int x = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException();
            }
            x |= (b & 127) << shift;
            if (b < 128) {
                return x;
            }
        }
        throw new MalformedCodeException("bytes that are no sources");
    }

    private static byte[] sha256(byte[] bytes, int length) {
        try {
            MessageDigest d = MessageDigest.getInstance("SHA-256");
            d.update(bytes, 0, length);
            return d.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
