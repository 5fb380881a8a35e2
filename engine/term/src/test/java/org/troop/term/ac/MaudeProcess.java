package org.troop.term.ac;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A Maude interpreter behind its pipe. */
final class MaudeProcess implements AutoCloseable {
    private static final String PROMPT = "Maude> ";

    private final Process process;
    private final OutputStream to;
    private final BufferedReader from;

    MaudeProcess(String module) {
        try {
            process = new ProcessBuilder("maude", "-interactive", "-no-tecla", "-no-banner", "-no-wrap", "-batch")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        to = process.getOutputStream();
        from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1 << 16);
        reply();
        ask("set show command off .");
        ask("set show timing off .");
        ask("set show stats off .");
        String said = ask(module.replace('\n', ' '));
        if (!said.isBlank()) {
            throw new IllegalStateException("Maude does not take the module:\n" + said + "\n" + module);
        }
    }

    static boolean isInstalled() {
        try {
            Process p = new ProcessBuilder("maude", "--version")
                    .redirectErrorStream(true)
                    .start();
            p.getInputStream().readAllBytes();
            return p.waitFor(10, TimeUnit.SECONDS) && p.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The reply to one command line, without the prompt. */
    String ask(String command) {
        try {
            to.write((command + "\n").getBytes(StandardCharsets.UTF_8));
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reply();
    }

    private String reply() {
        StringBuilder b = new StringBuilder();
        try {
            while (true) {
                int c = from.read();
                if (c < 0) {
                    throw new IllegalStateException("Maude ended: " + b);
                }
                b.append((char) c);
                if (c == ' ' && endsWithPrompt(b)) {
                    return b.substring(0, b.length() - PROMPT.length());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The prompt stands at the start of a line. */
    private static boolean endsWithPrompt(StringBuilder b) {
        int at = b.length() - PROMPT.length();
        return at >= 0 && b.indexOf(PROMPT, at) == at && (at == 0 || b.charAt(at - 1) == '\n');
    }

    @Override
    public void close() {
        process.destroy();
    }
}
