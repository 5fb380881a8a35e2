package org.troop.bench;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.troop.term.Signature;

/** A Maude interpreter behind its pipe. Replies are bytes up to the prompt. */
final class MaudePipe implements AutoCloseable {
    private static final byte[] PROMPT = "Maude> ".getBytes(StandardCharsets.US_ASCII);

    private final Process process;
    private final OutputStream to;
    private final InputStream from;
    private final File schedstat;
    private byte[] reply = new byte[1 << 16];

    MaudePipe(Signature sig) {
        try {
            process = new ProcessBuilder("maude", "-interactive", "-no-tecla", "-no-banner", "-no-wrap", "-batch")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("bench/jmh Equational needs the command maude", e);
        }
        schedstat = new File("/proc/" + process.pid() + "/schedstat");
        to = process.getOutputStream();
        from = process.getInputStream();
        read();
        ask("set show command off .");
        ask("set show timing off .");
        ask("set show stats off .");
        int n = ask(MaudeText.module(sig));
        if (n > 0) {
            throw new IllegalStateException(new String(reply, 0, n, StandardCharsets.UTF_8));
        }
    }

    /** Sends a command; the length of the reply in bytes, without the prompt. */
    int ask(CharSequence command) {
        try {
            to.write((command + "\n").getBytes(StandardCharsets.ISO_8859_1));
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read();
    }

    private int read() {
        int n = 0;
        try {
            while (true) {
                if (n == reply.length) {
                    reply = Arrays.copyOf(reply, 2 * n);
                }
                int k = from.read(reply, n, reply.length - n);
                if (k < 0) {
                    throw new IllegalStateException("Maude ended");
                }
                n += k;
                int at = n - PROMPT.length;
                if (at >= 0
                        && Arrays.equals(reply, at, n, PROMPT, 0, PROMPT.length)
                        && (at == 0 || reply[at - 1] == '\n')) {
                    return at;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last reply; valid up to the length that {@link #ask} returned. */
    byte[] reply() {
        return reply;
    }

    /** Nanoseconds of processor time of the interpreter so far, exact while it waits for a command. */
    long cpu() {
        return cpu(schedstat);
    }

    /** The first number of such a file: nanoseconds of processor time; 0 if the thread is gone. */
    static long cpu(File schedstat) {
        byte[] statistics = new byte[80];
        try (FileInputStream in = new FileInputStream(schedstat)) {
            int n = in.read(statistics);
            long nanos = 0;
            for (int i = 0; i < n && statistics[i] != ' '; i++) {
                nanos = 10 * nanos + statistics[i] - '0';
            }
            return nanos;
        } catch (IOException gone) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
