package org.troop.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.troop.solver.cache.EngineHash;
import org.troop.solver.search.KnownProof;
import org.troop.solver.search.LemmaResult;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.LemmaAttribute;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofNode;
import org.troop.theory.syntax.ProofTree;
import org.troop.theory.syntax.Ranking;
import org.troop.theory.syntax.Theory;

/**
 * A file of proofs that are not finished, from which a later run goes on as if it had not been interrupted. It is the theory
 * with its proofs, open nodes {@code sorry}; behind its end stands what the proofs belong to: a digest of the engine, of
 * the options that the proofs depend on, of the closed theory, and of the file itself. Subtrees that are closed are taken
 * from such a file without being executed again, so a file that does not fit is refused.
 */
public final class PartialProofs {
    private static final Pattern TRAILER = Pattern.compile(
            "\n\n/\\* Partial proofs, to be continued by: troop prove [^\n]*\nfinished:([^\n]*)\nbelongs to: ([0-9a-f]{64}) \\*/\n$");

    private PartialProofs() {}

    /** Where partial proofs go when no output file is named: beside the user, named after the theory. */
    static Path defaultPlace(String theoryPath) {
        return Path.of(Path.of(theoryPath).getFileName() + ".partial");
    }

    /** Whether a proof can be continued: its search was stopped, or goes on, and it has open nodes. */
    public static boolean isPartial(LemmaResult r) {
        if (r.stopped() == null) {
            return false;
        }
        ArrayDeque<ProofTree> stack = new ArrayDeque<>();
        stack.push(r.proof());
        while (!stack.isEmpty()) {
            ProofTree n = stack.pop();
            if (n.method() instanceof ProofMethod.Sorry) {
                return true;
            }
            for (int i = 0; i < n.caseCount(); i++) {
                stack.push(n.subproof(i));
            }
        }
        return false;
    }

    /** Writes what is known of each lemma; lemmas that were not begun are open. */
    public static void write(Path target, LoadedTheory t, Map<String, LemmaResult> known) throws IOException {
        OutputFile.write(target, text(target, t, known));
    }

    /** What {@link #write} writes. */
    static Consumer<Appendable> text(Path target, LoadedTheory t, Map<String, LemmaResult> known) {
        List<String> finished = known.values().stream()
                .filter(r -> Verdict.of(r) != Verdict.OPEN && !isPartial(r))
                .map(r -> r.lemma().name())
                .toList();
        return out -> {
            try {
                MessageDigest digest = digestOf(t);
                t.print(t.withStored(known), new Digesting(out, digest));
                String names = finished.isEmpty() ? "" : " " + String.join(" ", finished);
                digest.update(names.getBytes(StandardCharsets.UTF_8));
                out.append("\n\n/* Partial proofs, to be continued by: troop prove ")
                        .append(t.path())
                        .append(" --resume=")
                        .append(target.toString())
                        .append("\nfinished:")
                        .append(names)
                        .append("\nbelongs to: ")
                        .append(HexFormat.of().formatHex(digest.digest()))
                        .append(" */\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /**
     * Reads partial proofs of a theory.
     *
     * @throws UsageException if the file has none, or they belong to something else
     */
    public static Map<String, KnownProof> read(Path file, LoadedTheory t) throws IOException {
        String text = Files.readString(file);
        Matcher m = TRAILER.matcher(text.substring(Math.max(0, text.lastIndexOf("\n\n/* Partial proofs"))));
        if (!m.find()) {
            throw new UsageException(file + ": no partial proofs of an interrupted run stand here ('troop prove " + file
                    + "' replays the proofs that do, and goes on with the rest)");
        }
        String proofs = text.substring(0, text.length() - m.group().length());
        MessageDigest digest = digestOf(t);
        digest.update(proofs.getBytes(StandardCharsets.UTF_8));
        digest.update(m.group(1).getBytes(StandardCharsets.UTF_8));
        if (!HexFormat.of().formatHex(digest.digest()).equals(m.group(2))) {
            throw new UsageException(file
                    + ": these proofs belong to another theory, to other options or to another version"
                    + " of Troop, or were edited ('troop prove " + file + "' replays them and goes on with the rest)");
        }
        Set<String> finished = Set.of(m.group(1).strip().split(" "));
        Theory theory = TheoryParser.parseString(proofs, file.toString(), new ParseOptions(Set.of(), false, true));
        Map<String, KnownProof> out = new HashMap<>();
        for (Lemma l : theory.all(Lemma.class)) {
            ProofNode proof = l.proof();
            if (proof != null) {
                out.put(l.name(), new KnownProof(proof, finished.contains(l.name())));
            }
        }
        return out;
    }

    private static MessageDigest digestOf(LoadedTheory t) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        digest.update(EngineHash.hex().getBytes(StandardCharsets.UTF_8));
        t.print(t.withStored(Map.of()), new Digesting(null, digest));
        Settings s = t.settings();
        List<Object> options = new ArrayList<>(List.of(
                t.strategy(),
                s.bound(),
                s.limits(),
                s.race(),
                s.firstTraceEnds(),
                s.oracleUse().isAllowed(),
                s.oracleUse().isOnly()));
        options.addAll(t.heuristic());
        digest.update(options.toString().getBytes(StandardCharsets.UTF_8));
        for (Ranking r : rankings(t)) {
            if (r instanceof Ranking.Oracle o) {
                addScript(o, digest);
            }
        }
        return digest;
    }

    private static List<Ranking> rankings(LoadedTheory t) {
        List<Ranking> out = new ArrayList<>(t.heuristic());
        out.addAll(t.closed().theory().heuristic());
        for (Lemma l : t.lemmas()) {
            for (LemmaAttribute a : l.attributes()) {
                if (a instanceof LemmaAttribute.Heuristic h) {
                    out.addAll(h.rankings());
                }
            }
        }
        return out;
    }

    private static void addScript(Ranking.Oracle o, MessageDigest digest) {
        try {
            digest.update(Files.readAllBytes(Path.of(OracleScripts.script(o))));
        } catch (IOException e) {
            digest.update((byte) 0); // whoever asks it will hear of it
        }
    }

    /** Hands on what is written, if anybody wants it, and digests it. */
    private record Digesting(@Nullable Appendable out, MessageDigest digest) implements Appendable {
        @Override
        public Appendable append(@Nullable CharSequence text) throws IOException {
            digest.update(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
            if (out != null) {
                out.append(text);
            }
            return this;
        }

        @Override
        public Appendable append(@Nullable CharSequence text, int from, int to) throws IOException {
            return append(String.valueOf(text).subSequence(from, to));
        }

        @Override
        public Appendable append(char c) throws IOException {
            return append(String.valueOf(c));
        }
    }
}
