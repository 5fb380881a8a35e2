package org.troop.theory.close;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.troop.theory.close.ClosedTheory.ClosedRule;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.print.ClosedView;
import org.troop.theory.print.Page;
import org.troop.theory.print.TheoryPrinter;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.ProofNode;
import org.troop.theory.syntax.ProofTree;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.Theory;

/**
 * Closes the theories of the corpus and compares what closing adds with reference output: rules modulo AC, variants, loop
 * breakers, injective facts, guarded formulas. Skipped where there is no corpus.
 */
final class CorpusClosingTest {
    private static final Pattern SECTION =
            Pattern.compile("^(rule |lemma |restriction |predicate|macros|/\\*|section|text|end\\b).*");

    @TestFactory
    Stream<DynamicTest> closesAsTheReference() throws IOException {
        Path corpus = corpus();
        Set<String> runs = new TreeSet<>();
        for (String line : Files.readAllLines(corpus.resolve("expected.tsv"))) {
            String[] f = line.split("\t");
            if (f[0].equals("free") || f[0].equals("ac")) {
                runs.add(f[1]);
            }
        }
        return runs.stream().map(theory -> DynamicTest.dynamicTest(theory, () -> compare(corpus, theory)));
    }

    private static Path corpus() {
        Path dir = Path.of("").toAbsolutePath();
        while (dir != null && !Files.isDirectory(dir.resolve(".git"))) {
            dir = dir.getParent();
        }
        Path corpus =
                dir == null ? Path.of("missing") : dir.resolveSibling("shared").resolve("corpus");
        Assumptions.assumeTrue(Files.exists(corpus), () -> "no corpus at " + corpus);
        return corpus;
    }

    static void compare(Path corpus, String name) throws Exception {
        Path proofs = corpus.resolve("proofs");
        Path plain = proofs.resolve(name.replace(".spthy", "_analyzed.spthy"));
        Path reference =
                Files.exists(plain) ? plain : proofs.resolve(name.replace(".spthy", "_analyzed-auto-sources.spthy"));
        Assumptions.assumeTrue(Files.exists(reference), () -> "no reference output " + reference);
        Theory theory = TheoryParser.parse(corpus.resolve("theories").resolve(name), ParseOptions.DEFAULT);
        ClosedTheory closed = Closing.close(theory);
        List<String> expected = sections(Files.readString(reference));
        List<String> actual = sections(print(closed));
        if (expected.stream().anyMatch(s -> s.contains("AUTO_"))) {
            expected.removeIf(s -> s.startsWith("rule ") || s.startsWith("lemma AUTO_"));
            actual.removeIf(s -> s.startsWith("rule "));
        }
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            assertEquals(expected.get(i), actual.get(i));
        }
        assertEquals(expected.size(), actual.size());
    }

    static String print(ClosedTheory closed) throws Exception {
        Theory theory = closed.theory();
        Map<Integer, ClosedRule> rules = new HashMap<>();
        int n = 0;
        for (int i = 0; i < theory.items().size(); i++) {
            if (theory.items().get(i) instanceof Item.Rule) {
                rules.put(i, closed.ruleItems().get(n++));
            }
        }
        StringBuilder out = new StringBuilder();
        TheoryPrinter.printClosed(
                theory,
                new ClosedView() {
                    @Override
                    public List<List<FactTag>> injectiveFacts() {
                        return List.of(closed.injective().stream()
                                .map(ClosedTheory.InjectiveFact::tag)
                                .toList());
                    }

                    @Override
                    public List<RuleAC> closedRules(int item) {
                        return rules.get(item).closed();
                    }

                    @Override
                    public ProofTree proof(int item) {
                        return ProofNode.open();
                    }

                    @Override
                    public Trailer trailer() {
                        return new Trailer(theory.items().size(), "", "");
                    }
                },
                new Page(out));
        return out.toString();
    }

    /** Rules, restrictions, statements of lemmas and the comment about injective facts, without proofs. */
    static List<String> sections(String text) {
        List<String> out = new ArrayList<>();
        StringBuilder section = null;
        boolean lemma = false;
        for (String line : text.lines().toList()) {
            if (line.isBlank()) {
                continue;
            }
            boolean startsSection = SECTION.matcher(line).matches();
            if (lemma && line.equals("/*")) {
                startsSection = false;
                lemma = false;
            }
            if (startsSection) {
                flush(section, out);
                section = new StringBuilder();
                lemma = line.startsWith("lemma ");
            }
            if (section != null) {
                section.append(line).append('\n');
                if (line.equals("*/")) {
                    flush(section, out);
                    section = null;
                }
            }
        }
        flush(section, out);
        return out;
    }

    private static void flush(StringBuilder section, List<String> out) {
        if (section != null) {
            String s = section.toString();
            if (s.startsWith("rule ")
                    || s.startsWith("lemma ")
                    || s.startsWith("restriction ")
                    || s.startsWith("/* looping")) {
                out.add(s);
            }
        }
    }
}
