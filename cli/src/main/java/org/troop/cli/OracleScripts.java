package org.troop.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.troop.solver.search.GoalOracle;
import org.troop.theory.syntax.Ranking;

/**
 * Asks the user's oracle scripts: the lemma's name as argument, the goals on standard input, the numbers of the preferred goals
 * expected on standard output. Equal questions are asked once: a script is taken to be a function of its input, as the original's
 * proofs take it, too. A Python script is loaded once per thread and forked for each question ({@link PythonOracle}); whatever
 * else a script is, each question starts it.
 */
public final class OracleScripts implements GoalOracle, AutoCloseable {
    /** Remembered answers, some 200 bytes each; beyond that, scripts are asked again. */
    private static final int MEMORY = 200_000;

    private final OracleUse use;
    private final Map<String, List<Integer>> answers = new ConcurrentHashMap<>();
    private final Map<String, PythonOracle> interpreters = new ConcurrentHashMap<>();
    private final AtomicLong questions = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();

    public OracleScripts(OracleUse use) {
        this.use = use;
    }

    @Override
    public List<Integer> rank(Ranking.Oracle oracle, String lemma, List<String> goals) {
        if (!use.isAllowed()) {
            return List.of();
        }
        String script = script(oracle);
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < goals.size(); i++) {
            input.append(i).append(": ").append(goals.get(i)).append('\n');
        }
        byte[] bytes = input.toString().getBytes(StandardCharsets.UTF_8);
        questions.incrementAndGet();
        String key = key(script, lemma, bytes);
        List<Integer> known = answers.get(key);
        if (known == null) {
            long start = System.nanoTime();
            known = parse(ask(script, lemma, bytes));
            nanos.addAndGet(System.nanoTime() - start);
            asked.incrementAndGet();
            if (answers.size() < MEMORY) {
                answers.put(key, known);
            }
        }
        return known;
    }

    @Override
    public boolean isOnly() {
        return use.isOnly();
    }

    /** How often a ranking was asked for. */
    long questions() {
        return questions.get();
    }

    /** How often a script ran. */
    long asked() {
        return asked.get();
    }

    /** Seconds that threads waited for scripts. */
    double seconds() {
        return nanos.get() / 1e9;
    }

    private static String key(String script, String lemma, byte[] input) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((script + '\n' + lemma + '\n').getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(input), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The path under which a script is started. */
    public static String script(Ranking.Oracle o) {
        Path dir = Path.of(o.directory().isEmpty() ? "." : o.directory());
        Path p = dir.resolve(o.path());
        return p.isAbsolute() || p.getNameCount() > 1 ? p.toString() : "./" + p;
    }

    private String ask(String script, String lemma, byte[] input) {
        OracleAnswer a = null;
        if (use.keepsInterpreters()) {
            a = interpreters
                    .computeIfAbsent(script, s -> PythonOracle.of(s, use))
                    .ask(lemma, input);
        }
        if (a == null) {
            a = OracleProcess.ask(script, lemma, input, use);
        }
        if (a.status() != 0) {
            throw new UsageException(
                    "the oracle '" + script + "' failed with exit code " + a.status() + " (lemma '" + lemma + "')");
        }
        return a.output();
    }

    /** The lines that are integers; all others are ignored. */
    private static List<Integer> parse(String text) {
        List<Integer> out = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String s = line.strip();
            if (!s.isEmpty() && s.length() < 11 && s.matches("-?[0-9]{1,9}")) {
                out.add(Integer.valueOf(s));
            }
        }
        return out;
    }

    @Override
    public void close() {
        interpreters.values().forEach(PythonOracle::close);
    }
}
