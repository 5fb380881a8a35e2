package org.troop.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.troop.solver.search.GoalOracle;
import org.troop.theory.syntax.Ranking;

/**
 * Runs the user's oracle scripts: one process per question, the lemma's name as argument, the goals on standard input, the
 * numbers of the preferred goals expected on standard output. Equal questions are asked once: a script is taken to be a
 * function of its input, as the original's proofs take it, too.
 */
final class OracleScripts implements GoalOracle {
    private static final long TIMEOUT_SECONDS = 60;

    /** Remembered answers; beyond that, memory counts more than starting a process. */
    private static final int MEMORY = 100_000;

    private record Question(String script, String lemma, List<String> goals) {}

    private final Map<Question, List<Integer>> answers = new ConcurrentHashMap<>();

    @Override
    public List<Integer> rank(Ranking.Oracle oracle, String lemma, List<String> goals) {
        String script = script(oracle);
        Question q = new Question(script, lemma, List.copyOf(goals));
        List<Integer> known = answers.get(q);
        if (known == null) {
            known = parse(run(script, lemma, goals));
            if (answers.size() < MEMORY) {
                answers.put(q, known);
            }
        }
        return known;
    }

    /** The path under which a script is started. */
    static String script(Ranking.Oracle o) {
        Path dir = Path.of(o.directory().isEmpty() ? "." : o.directory());
        Path p = dir.resolve(o.path());
        return p.isAbsolute() || p.getNameCount() > 1 ? p.toString() : "./" + p;
    }

    private static String run(String script, String lemma, List<String> goals) {
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < goals.size(); i++) {
            input.append(i).append(": ").append(goals.get(i)).append('\n');
        }
        Process p;
        try {
            p = new ProcessBuilder(script, lemma)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UsageException("the oracle '" + script + "' cannot be started: " + e.getMessage());
        }
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(p));
        try (var in = p.getOutputStream()) {
            in.write(input.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // a script that does not read its input is no error
        }
        return answer(script, lemma, p, output);
    }

    private static String read(Process p) {
        try {
            return new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(String script, String lemma, Process p, CompletableFuture<String> output) {
        try {
            if (!p.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                p.destroyForcibly();
                throw new UsageException("the oracle '" + script + "' gave no answer within " + TIMEOUT_SECONDS
                        + " s (lemma '" + lemma + "')");
            }
        } catch (InterruptedException e) {
            p.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new UsageException("interrupted while the oracle '" + script + "' was running");
        }
        if (p.exitValue() != 0) {
            throw new UsageException(
                    "the oracle '" + script + "' failed with exit code " + p.exitValue() + " (lemma '" + lemma + "')");
        }
        return output.join();
    }

    /** The lines that are integers; all others are ignored. */
    private static List<Integer> parse(String text) {
        List<Integer> out = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String s = line.strip();
            if (s.matches("-?[0-9]{1,9}")) {
                out.add(Integer.valueOf(s));
            }
        }
        return out;
    }
}
