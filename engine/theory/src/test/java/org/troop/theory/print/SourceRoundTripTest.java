package org.troop.theory.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.ParseException;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.ProofNode;
import org.troop.theory.syntax.RuleE;
import org.troop.theory.syntax.Theory;

/** What {@code --parse-only} prints is read as the theory that was printed. */
class SourceRoundTripTest {
    private static final Pattern IFDEF = Pattern.compile("#ifdef\\s+(\\w+)");

    @Test
    void readsAgainWhatIsSpecialInPrintedTheories() throws UnguardedException {
        check("""
                theory T configuration: "--stop-on-trace=\\"bfs\\"" begin
                builtins: dest-pairing, hashing, diffie-hellman, locations-report
                functions: f/2, c/0 [destructor], k(key): key [private], snd/1
                equations [convergent]: f(f(x, y), y) = x
                macros: m(x) = <x, f(x, 'a')>, e(x) = (x^x*'g')
                functions: g/1
                macros: late() = g('b')
                options: translation-progress
                tactic: t prio: regex "a  b" | not isFactName "A" "B" deprio: {smallest} regex "| c"
                heuristic: o "x" s {t}
                rule R[role="A B", color=#ff00ff]: [ In(m(<x, y>)) ] --[ A(x), _restrict(x = y) ]-> [ Out(e(late())) ]
                rule (modulo E) V: [ In(x) ] --> [ Out(fst(x)) ]
                  variants rule (modulo AC) V_1: [ In(<x, y>) ] --> [ Out(x) ]
                rule (modulo AC) dg 3: [ !KD(g(x)) ] --> [ !KD(x) ]
                lemma l [heuristic=sSC, reuse]: "All x #i. A(x)@i ==> x = '*'"
                text{* a \\* b \\\\ c *}
                test blamed: "Ex #i. A('a')@i"
                lemma acc [sources]: blamed accounts for "not(Ex x #i. A(x)@i)"
                export queries: "a \\"b\\" \\\\ c"
                end
                """, new ParseOptions(Set.of(), false));
    }

    @Test
    void keepsTheStructureOfProcesses() throws UnguardedException {
        check("""
                theory P begin
                functions: f/1
                predicates: Q(x) <=> x = 'a'
                let Call(x:key, y) = in(x, <=y, z>); event E(x, z); 0
                let Other = (out('a') | (out('b') | out('c')) + (!out('d') | out('e')))
                process:
                  new a:key;
                  if (a = f(a)) then if a = 'x' then out(a) else (Call(a, 'b') | Other)
                  else (if Q(a) & a = 'y' then (if Q(a) then out('1')) else !(in(x); !out(x)) | Other)
                let Rest = let <x, =y> = f(y) z = y in (if z = y then 0 else out(x)) else out('q')
                let Table = (insert 'k', 'v'; lock 'k'; (lookup 'k' as v in out(v) else delete 'k'; unlock 'k')
                  + [ In(x) ] --[ E(x, x), _restrict(Ex #i. E(x, x)@i) ]-> [ Out(x) ]; (out('l') | out('m'))@'loc')
                equivLemma: (in(x); if x = 'a' then out(x)) [ In(x) ] --> [ Out(x) ]
                diffEquivLemma: out(diff('a', 'b'))
                end
                """, new ParseOptions(Set.of(), false));
    }

    @Test
    void keepsDiffTheories() throws UnguardedException {
        check("""
                theory D begin
                macros: m(x) = <x, x>
                rule A: [Fr(~k)]-->[Out(diff(~k, m('a')))]
                rule B: [In(x)]-->[Out(diff(x, 'c'))] left rule B: [In(x)]-->[Out(x)] right rule B: [In(x)]-->[Out('c')]
                restriction r: "All #i. A()@i ==> F"
                lemma l [left, reuse]: "All #i. A()@i ==> F"
                lemma both: exists-trace "Ex #i. A()@i"
                diffLemma eq [reuse]: rule-equivalence case Rule_A by sorry qed
                end
                """, new ParseOptions(Set.of(), true));
    }

    @Test
    void readsAgainEveryTheoryOfTheCorpus() throws IOException {
        List<String> failures = new ArrayList<>();
        int count = 0;
        for (Map.Entry<Path, List<ParseOptions>> e : corpus().entrySet()) {
            for (ParseOptions options : e.getValue()) {
                count++;
                try {
                    check(Files.readString(e.getKey()), e.getKey().toString(), options);
                } catch (AssertionError | RuntimeException | UnguardedException bad) {
                    failures.add(e.getKey() + " " + options + "\n" + bad);
                }
            }
        }
        System.out.println("printed and read again: " + (count - failures.size()) + " of " + count
                + " theories with the flags of their runs");
        assertTrue(count > 150);
        assertEquals("", String.join("\n\n", failures));
    }

    /** All theories beside the repository, each with the flags that its runs, its conditions or its syntax ask for. */
    private static Map<Path, List<ParseOptions>> corpus() throws IOException {
        Path corpus = Shared.path("corpus");
        Map<Path, Set<ParseOptions>> runs = new LinkedHashMap<>();
        for (String line : Files.readAllLines(corpus.resolve("expected.tsv"))) {
            String[] columns = line.split("\t");
            if (!columns[0].equals("tier")) {
                List<String> flags = List.of(columns[2].split(" "));
                Set<String> defines = new LinkedHashSet<>();
                flags.stream()
                        .filter(f -> f.startsWith("-D"))
                        .forEach(f -> defines.add(f.substring(2).replaceFirst("^=", "")));
                runs.computeIfAbsent(corpus.resolve("theories").resolve(columns[1]), p -> new LinkedHashSet<>())
                        .add(new ParseOptions(defines, flags.contains("--diff")));
            }
        }
        try (Stream<Path> all = Files.walk(corpus.resolve("theories"))) {
            for (Path p :
                    all.filter(p -> p.toString().endsWith(".spthy")).sorted().toList()) {
                runs.computeIfAbsent(p, q -> new LinkedHashSet<>(options(q)));
            }
        }
        Path large = corpus.resolve("tls13-rfc8446/tls13.spthy");
        Set<ParseOptions> flags = new LinkedHashSet<>(List.of(ParseOptions.DEFAULT));
        Matcher m = IFDEF.matcher(Files.readString(large));
        while (m.find()) {
            flags.add(new ParseOptions(Set.of(m.group(1)), false));
        }
        runs.put(large, flags);
        Map<Path, List<ParseOptions>> out = new LinkedHashMap<>();
        runs.forEach((p, o) -> out.put(p, List.copyOf(o)));
        return out;
    }

    /** Those under which a theory without runs is read at all; a fragment that others include is not. */
    private static List<ParseOptions> options(Path p) {
        List<ParseOptions> out = new ArrayList<>();
        for (boolean diff : new boolean[] {false, true}) {
            ParseOptions options = new ParseOptions(Set.of(), diff);
            try {
                TheoryParser.parse(p, options);
                out.add(options);
            } catch (ParseException e) {
                // for the other kind of theories, perhaps
            }
        }
        return out;
    }

    private static void check(String text, ParseOptions options) throws UnguardedException {
        check(text, "t.spthy", options);
    }

    private static void check(String text, String name, ParseOptions options) throws UnguardedException {
        Theory first = TheoryParser.parseString(text, name, options);
        String printed = print(first);
        Theory second;
        try {
            second = TheoryParser.parseString(printed, name, options);
        } catch (ParseException e) {
            String[] lines = printed.split("\n");
            throw new AssertionError(e.getMessage() + "\n" + lines[Math.max(0, Math.min(lines.length, e.line()) - 1)]);
        }
        assertEquals("", difference(printed, print(second)));
        assertEquals("", difference(comparable(first), comparable(second)));
    }

    /** The first line that differs, of both. */
    private static String difference(String a, String b) {
        String[] left = a.split("\n", -1);
        String[] right = b.split("\n", -1);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            String l = i < left.length ? left[i] : "(end)";
            String r = i < right.length ? right[i] : "(end)";
            if (!l.equals(r)) {
                int at = 0;
                while (at < Math.min(l.length(), r.length()) && l.charAt(at) == r.charAt(at)) {
                    at++;
                }
                int from = Math.max(0, at - 150);
                return "line " + (i + 1) + "\n- " + l.substring(from, Math.min(l.length(), at + 150)) + "\n+ "
                        + r.substring(from, Math.min(r.length(), at + 150));
            }
        }
        return "";
    }

    private static String print(Theory t) throws UnguardedException {
        StringBuilder out = new StringBuilder();
        TheoryPrinter.printOpen(t, true, null, new Page(out));
        return out.toString();
    }

    /**
     * All that a theory says, a line per part. Left out are the words of the file that it was read from, and the embedded
     * restrictions of rules, which stand as restrictions of their own in it.
     */
    private static String comparable(Theory t) {
        List<String> lines = new ArrayList<>();
        lines.add(t.name() + " " + t.diff());
        lines.add(t.signature().theories() + " " + t.signature().convergent());
        t.signature().symbols().forEach(f -> lines.add(f + " " + f.arity() + f.isPrivate() + f.isDestructor()));
        t.signature().equations().forEach(e -> lines.add(e.toString()));
        lines.add(t.heuristic().toString());
        t.tactics().forEach(x -> lines.add(x.toString()));
        lines.add(t.options().stream().sorted().toList().toString());
        t.intruderRules().forEach(r -> lines.add(r.toString()));
        if (t.diff()) {
            t.all(Item.Macros.class).forEach(m -> lines.add(m.toString())); // printed in front of the other items
        }
        for (Item i : t.items()) {
            if (!(t.diff() && i instanceof Item.Macros)) {
                lines.add(withoutWords(i).toString());
            }
        }
        return String.join("\n", lines);
    }

    private static Item withoutWords(Item item) {
        return switch (item) {
            case Item.Lemma l ->
                new Item.Lemma(l.name(), l.side(), l.attributes(), l.quantifier(), l.formula(), script(l.proof()), "");
            case Item.DiffLemma l -> new Item.DiffLemma(l.name(), l.attributes(), script(l.proof()), "");
            case Item.Rule r -> {
                RuleE e = r.rule();
                yield new Item.Rule(
                        new RuleE(
                                e.name(),
                                e.attributes(),
                                List.of(),
                                e.premises(),
                                e.actions(),
                                e.conclusions(),
                                e.newVariables()),
                        r.variants());
            }
            default -> item;
        };
    }

    /** No script and {@code by sorry} are the same. */
    private static ProofNode script(@Nullable ProofNode script) {
        return script == null ? ProofNode.open() : script;
    }
}
