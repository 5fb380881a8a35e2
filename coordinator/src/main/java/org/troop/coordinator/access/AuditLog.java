package org.troop.coordinator.access;

import io.grpc.Status;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who did what and when, a line each. Thread-safe. */
public abstract class AuditLog implements AutoCloseable {
    /** Keeps nothing. */
    public static final AuditLog NONE = new AuditLog() {
        @Override
        void write(String line) {}

        @Override
        public void close() {}
    };

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int MOST_REFUSALS = 100;

    // Guarded by this.
    private long minute;
    private int refusals;

    private AuditLog() {}

    /** Appends to a file, which is made if there is none. */
    public static AuditLog in(Path file) throws IOException {
        BufferedWriter out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new AuditLog() {
            @Override
            void write(String line) {
                try {
                    out.write(line);
                    out.newLine();
                    out.flush();
                } catch (IOException e) {
                    LOG.error("the audit log {} cannot be written: {}; {}", file, e.getMessage(), line);
                }
            }

            @Override
            public synchronized void close() throws IOException {
                out.close();
            }
        };
    }

    /** Into the log of the process. */
    public static AuditLog logged() {
        Logger audit = LoggerFactory.getLogger("org.troop.audit");
        return new AuditLog() {
            @Override
            void write(String line) {
                audit.info("{}", line);
            }

            @Override
            public void close() {}
        };
    }

    abstract void write(String line);

    @Override
    public abstract void close() throws IOException;

    /**
     * Notes what became of a call.
     *
     * @param about what was asked for: {@code key=value}, with spaces between
     */
    synchronized void note(Caller caller, String method, Status outcome, String about) {
        write(time() + " " + method + " " + outcome.getCode() + " " + who(caller) + (about.isEmpty() ? "" : " " + about)
                + (outcome.isOk() ? "" : " why=" + quoted(outcome.getDescription())));
    }

    /** Notes that a caller was not let in. Of many in a minute, only the first are noted, so that nobody can fill the disk. */
    synchronized void refused(Caller caller, String method, Status why) {
        long now = System.currentTimeMillis() / 60_000;
        if (now != minute) {
            if (refusals > MOST_REFUSALS) {
                write(time() + " - refusals left out: " + (refusals - MOST_REFUSALS));
            }
            minute = now;
            refusals = 0;
        }
        if (++refusals <= MOST_REFUSALS) {
            note(caller, method, why, "");
        }
    }

    private static String time() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String who(Caller c) {
        return "who=" + (c.holder() == null ? "-" : quoted(c.holder().name())) + " from=" + c.address()
                + " certificate=" + (c.certificate() == null ? "-" : quoted(c.certificate()));
    }

    /** A text that stays on its line and in its quotes. */
    static String quoted(@Nullable String text) {
        StringBuilder b = new StringBuilder("\"");
        for (char c : String.valueOf(text).toCharArray()) {
            if (c == '"' || c == '\\') {
                b.append('\\').append(c);
            } else if (c < ' ' || c >= 127 && c < 160 || c == '\u2028' || c == '\u2029') {
                b.append(String.format("\\u%04x", (int) c));
            } else {
                b.append(c);
            }
        }
        return b.append('"').toString();
    }
}
