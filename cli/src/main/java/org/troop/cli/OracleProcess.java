package org.troop.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A script that is started for one question, as the original does for each. */
final class OracleProcess {
    private OracleProcess() {}

    static OracleAnswer ask(String script, String lemma, byte[] input, OracleUse use) {
        int seconds = use.seconds();
        Process p;
        try {
            p = use.process(script, List.of(script, lemma)).start();
        } catch (IOException e) {
            throw new UsageException("the oracle '" + script + "' cannot be started: " + e.getMessage());
        }
        CompletableFuture<byte[]> output = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                output.complete(p.getInputStream().readAllBytes());
            } catch (IOException e) {
                output.completeExceptionally(e);
            }
        });
        Thread.ofVirtual().start(() -> {
            try (var in = p.getOutputStream()) {
                in.write(input);
            } catch (IOException e) {
                // a script that does not read its input is no error
            }
        });
        boolean ended = false;
        try {
            byte[] answer = output.get(seconds, TimeUnit.SECONDS);
            ended = p.waitFor(seconds, TimeUnit.SECONDS);
            if (!ended) {
                throw OracleAnswer.timeout(script, lemma, seconds);
            }
            return new OracleAnswer(p.exitValue(), new String(answer, StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw OracleAnswer.timeout(script, lemma, seconds);
        } catch (ExecutionException e) {
            throw new UsageException("the oracle '" + script + "' cannot be read: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while an oracle was running");
        } finally {
            if (!ended) {
                p.descendants().forEach(ProcessHandle::destroyForcibly);
                p.destroyForcibly();
            }
        }
    }
}
