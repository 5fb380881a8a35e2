package org.troop.cli;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Python script behind interpreters that have loaded it: starting Python and importing modules takes longer than most
 * scripts run. Each question gets a forked process of its own, so a script cannot tell the difference from a fresh start. Where
 * that is not possible (no Python script, an interpreter that is too old), every question goes unanswered here.
 */
final class PythonOracle {
    private static final int HANDSHAKE_SECONDS = 10;
    private static final byte[] HELLO = "troop1".getBytes(StandardCharsets.US_ASCII);

    private final String script;
    private final OracleUse use;
    private final int seconds;
    private final ConcurrentLinkedDeque<Interpreter> idle = new ConcurrentLinkedDeque<>();
    private volatile @Nullable List<String> command;

    private PythonOracle(String script, OracleUse use, @Nullable List<String> command) {
        this.script = script;
        this.use = use;
        seconds = use.seconds();
        this.command = command;
    }

    static PythonOracle of(String script, OracleUse use) {
        return new PythonOracle(script, use, interpreter(Path.of(script)));
    }

    /** The words of the script's first line, if they start Python and anybody may start the script; null otherwise. */
    private static @Nullable List<String> interpreter(Path script) {
        if (!Files.isExecutable(script)) {
            return null;
        }
        try (BufferedReader r = Files.newBufferedReader(script, StandardCharsets.ISO_8859_1)) {
            String line = r.readLine();
            if (line == null || !line.matches("#! *(/[^ ]*/)?(env +)?(/[^ ]*/)?python[0-9.]* *")) {
                return null;
            }
            return List.of(line.substring(2).strip().split(" +"));
        } catch (IOException e) {
            return null;
        }
    }

    private static String server() {
        try (InputStream in = PythonOracle.class.getResourceAsStream("oracle_server.py")) {
            if (in == null) {
                throw new IllegalStateException("oracle_server.py is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Null if the script is not to be asked in this way. */
    @Nullable
    OracleAnswer ask(String lemma, byte[] input) {
        List<String> words = command;
        if (words == null) {
            return null;
        }
        Interpreter i = idle.pollFirst();
        if (i == null) {
            i = start(words);
            if (i == null) {
                command = null;
                return null;
            }
        }
        OracleAnswer a = null;
        try {
            a = i.ask(lemma, input);
        } finally {
            if (a == null) {
                i.kill();
            } else {
                idle.addFirst(i);
            }
        }
        return a;
    }

    private @Nullable Interpreter start(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("-c", server(), script));
        try {
            Interpreter i = new Interpreter(use.process(script, all).start());
            if (i.isReady()) {
                return i;
            }
            i.kill();
        } catch (IOException e) {
            // the question is asked in the other way
        }
        return null;
    }

    void close() {
        Interpreter i;
        while ((i = idle.pollFirst()) != null) {
            i.kill();
        }
    }

    /** One process that answers one question at a time. */
    private final class Interpreter {
        private final Process process;
        private final DataOutputStream requests;
        private final BlockingQueue<OracleAnswer> answers = new ArrayBlockingQueue<>(1);
        private static final OracleAnswer READY = new OracleAnswer(0, "");
        private static final OracleAnswer GONE = new OracleAnswer(-1, "");

        Interpreter(Process p) {
            process = p;
            requests = new DataOutputStream(new BufferedOutputStream(p.getOutputStream()));
            Thread.ofPlatform().daemon().name("oracle").start(this::receive);
        }

        /** Hands on answers: reading a pipe can neither be interrupted nor timed. */
        private void receive() {
            try (DataInputStream in = new DataInputStream(process.getInputStream())) {
                byte[] hello = in.readNBytes(HELLO.length);
                if (!Arrays.equals(hello, HELLO)) {
                    answers.put(GONE);
                    return;
                }
                answers.put(READY);
                while (true) {
                    int status = in.readInt();
                    byte[] output = in.readNBytes(in.readInt());
                    answers.put(new OracleAnswer(status, new String(output, StandardCharsets.UTF_8)));
                }
            } catch (IOException e) {
                answers.offer(GONE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private @Nullable OracleAnswer await(int limit) {
            try {
                return answers.poll(limit, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while an oracle was running");
            }
        }

        boolean isReady() {
            try {
                return await(HANDSHAKE_SECONDS) == READY;
            } catch (CancellationException e) {
                kill();
                throw e;
            }
        }

        /** Null if the interpreter is gone. */
        @Nullable
        OracleAnswer ask(String lemma, byte[] input) {
            try {
                byte[] name = lemma.getBytes(StandardCharsets.UTF_8);
                requests.writeInt(name.length);
                requests.write(name);
                requests.writeInt(input.length);
                requests.write(input);
                requests.flush();
            } catch (IOException e) {
                return null;
            }
            OracleAnswer a = await(seconds);
            if (a == null) {
                throw OracleAnswer.timeout(script, lemma, seconds);
            }
            return a == GONE ? null : a;
        }

        void kill() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
