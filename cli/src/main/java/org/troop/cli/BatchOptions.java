package org.troop.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.Strategy;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.theory.syntax.Ranking;

/**
 * The original's batch flags. Parsed by hand: their syntax (optional values only behind {@code =}, unambiguous prefixes,
 * bundled short flags) fits no library, and start-up counts.
 */
final class BatchOptions {
    private enum Kind {
        OPTIONAL,
        REQUIRED,
        NONE
    }

    /** Flags with the value that they have when written bare. */
    private record Flag(Kind kind, String bare) {}

    private static final TreeMap<String, Flag> FLAGS = new TreeMap<>();

    static {
        for (String f : List.of(
                "diff", "quit-on-warning", "auto-sources", "verbose", "quiet", "no-compress", "no-reuse",
                "no-restrictions", "parse-only", "precompute-only", "help", "version")) {
            FLAGS.put(f, new Flag(Kind.NONE, ""));
        }
        for (String[] f : new String[][] {
            {"prove", ""},
            {"lemma", ""},
            {"stop-on-trace", "dfs"},
            {"bound", "5"},
            {"heuristic", "s"},
            {"oraclename", ""},
            {"partial-evaluation", "summary"},
            {"defines", ""},
            {"open-chains", "10"},
            {"saturation", "5"},
            {"derivcheck-timeout", "5"},
            {"replication-bound", "3"},
            {"output", ""},
            {"Output", ""},
            {"output-module", "spthy"},
            {"with-maude", "maude"},
            {"with-dot", "dot"},
            {"with-json", "json"},
            {"threads", "0"},
        }) {
            FLAGS.put(f[0], new Flag(Kind.OPTIONAL, f[1]));
        }
        for (String f : List.of("output-json", "oj", "output-dot", "od")) {
            FLAGS.put(f, new Flag(Kind.REQUIRED, ""));
        }
    }

    /** Flags of the original that this version does not execute. */
    private static final Set<String> UNSUPPORTED =
            Set.of("diff", "partial-evaluation", "output-module", "output-json", "output-dot");

    final List<String> files = new ArrayList<>();
    final Set<String> defines = new LinkedHashSet<>();
    private final List<String> prove = new ArrayList<>();
    private final List<String> lemma = new ArrayList<>();
    boolean help;
    boolean version;
    boolean parseOnly;
    boolean precomputeOnly;
    boolean quitOnWarning;
    boolean autoSources;
    int derivationSeconds = 5;
    @Nullable Strategy strategy;
    int bound = Integer.MAX_VALUE;
    List<Ranking> heuristic = List.of();
    int openChains = Limits.DEFAULT.openChains();
    int saturation = Limits.DEFAULT.saturation();
    int threads;
    @Nullable String output;
    @Nullable String outputDirectory;

    /**
     * @throws UsageException for an unknown flag or a bad value
     * @throws UnsupportedFeatureException for a flag of the original that is not executed yet
     */
    static BatchOptions parse(String[] args) {
        BatchOptions o = new BatchOptions();
        boolean flags = true;
        boolean runtime = false;
        for (int i = 0; i < args.length; i++) {
            String a = args[i];
            if (runtime || a.equals("+RTS")) {
                runtime = !a.equals("-RTS");
            } else if (!flags || !a.startsWith("-") || a.equals("-")) {
                o.files.add(a);
            } else if (a.equals("--")) {
                flags = false;
            } else if (a.startsWith("--")) {
                i = o.longFlag(args, i);
            } else {
                o.shortFlags(a);
            }
        }
        return o;
    }

    private int longFlag(String[] args, int i) {
        String a = args[i].substring(2);
        int eq = a.indexOf('=');
        String name = resolve(eq < 0 ? a : a.substring(0, eq));
        Flag f = FLAGS.get(name);
        String value = eq < 0 ? null : a.substring(eq + 1);
        switch (f.kind) {
            case NONE -> {
                if (value != null) {
                    throw new UsageException("Unhandled argument to flag, none expected: --" + name + "=" + value);
                }
            }
            case OPTIONAL -> value = value == null ? f.bare : value;
            case REQUIRED -> {
                if (value == null) {
                    if (i + 1 == args.length) {
                        throw new UsageException("Flag requires argument: --" + name);
                    }
                    value = args[++i];
                }
            }
        }
        set(name, value == null ? "" : value);
        return i;
    }

    /** The flag that is meant by a name or an unambiguous prefix of one. */
    private static String resolve(String name) {
        if (FLAGS.containsKey(name)) {
            return name;
        }
        List<String> candidates =
                FLAGS.keySet().stream().filter(f -> f.startsWith(name)).toList();
        if (candidates.isEmpty()) {
            throw new UsageException("Unknown flag: --" + name);
        }
        if (candidates.size() > 1) {
            throw new UsageException(
                    "Ambiguous flag '--" + name + "', could be any of: " + String.join(" ", candidates));
        }
        return candidates.getFirst();
    }

    private void shortFlags(String a) {
        for (int k = 1; k < a.length(); k++) {
            char c = a.charAt(k);
            String name =
                    switch (c) {
                        case 'b' -> "bound";
                        case 'D' -> "defines";
                        case 'c' -> "open-chains";
                        case 's' -> "saturation";
                        case 'd' -> "derivcheck-timeout";
                        case 'o' -> "output";
                        case 'O' -> "Output";
                        case 'm' -> "output-module";
                        case 'v' -> "verbose";
                        case 'V' -> "version";
                        case '?' -> "help";
                        default -> throw new UsageException("Unknown flag: -" + c);
                    };
            Flag f = FLAGS.get(name);
            if (f.kind == Kind.NONE) {
                set(name, "");
                continue;
            }
            String rest = a.substring(k + 1);
            set(name, rest.isEmpty() ? f.bare : rest.startsWith("=") ? rest.substring(1) : rest);
            return;
        }
    }

    private void set(String name, String value) {
        if (UNSUPPORTED.contains(name) || name.equals("oj") || name.equals("od")) {
            throw new UnsupportedFeatureException("the flag --" + name);
        }
        switch (name) {
            case "prove" -> prove.add(value);
            case "lemma" -> lemma.add(value);
            case "defines" -> defines.add(value);
            case "help" -> help = true;
            case "version" -> version = true;
            case "parse-only" -> parseOnly = true;
            case "precompute-only" -> precomputeOnly = true;
            case "quit-on-warning" -> quitOnWarning = true;
            case "auto-sources" -> autoSources = true;
            case "stop-on-trace" -> strategy = strategy(value);
            case "bound" -> bound = Math.max(0, integer(value, "bound: invalid bound given"));
            case "open-chains" -> openChains = integer(value, "OpenChainsLimit: invalid bound given");
            case "saturation" -> saturation = integer(value, "SaturationLimit: invalid bound given");
            case "derivcheck-timeout" -> derivationSeconds = integer(value, "derivcheck-timeout: invalid bound given");
            case "threads" -> threads = integer(value, "threads: a number is expected");
            case "heuristic" -> heuristic = rankings(value);
            case "output" -> output = value;
            case "Output" -> outputDirectory = value;
            default -> {} // accepted without effect
        }
    }

    static Strategy strategy(String value) {
        try {
            return Strategy.of(value);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static int integer(String value, String problem) {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new UsageException(problem);
        }
    }

    private static List<Ranking> rankings(String value) {
        List<Ranking> out = new ArrayList<>();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '{') {
                int end = value.indexOf('}', i);
                if (end < 0) {
                    throw new UsageException("A call to a tactic is supposed to end by '}' ");
                }
                out.add(new Ranking.ByTactic(value.substring(i + 1, end)));
                i = end;
            } else if (c == 'o' || c == 'O') {
                out.add(new Ranking.Oracle(c == 'O', "", ""));
            } else {
                out.add(new Ranking.Letter(c));
            }
        }
        if (out.isEmpty()) {
            throw new UsageException("heuristic: at least one ranking must be given");
        }
        return out;
    }

    /** All names and patterns of lemmas, in the order of selection: those written last come first. */
    List<String> lemmaArguments() {
        List<String> out = new ArrayList<>(prove.reversed());
        out.addAll(lemma.reversed());
        return out;
    }

    boolean isProving() {
        return !prove.isEmpty();
    }

    /** Whether a lemma is to be proved: patterns are names, or prefixes with a star behind. */
    boolean selects(String name) {
        if (prove.isEmpty()) {
            return false;
        }
        List<String> patterns = new ArrayList<>(prove);
        patterns.addAll(lemma);
        if (patterns.equals(List.of("")) || patterns.equals(List.of("", ""))) {
            return true;
        }
        for (String p : patterns) {
            if (p.endsWith("*") ? name.startsWith(p.substring(0, p.length() - 1)) : p.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Patterns other than the empty one that no name matches. */
    List<String> unmatched(List<String> names) {
        List<String> out = new ArrayList<>();
        List<String> patterns = new ArrayList<>(prove);
        patterns.addAll(lemma);
        for (String p : patterns) {
            boolean star = p.endsWith("*");
            String stem = star ? p.substring(0, p.length() - 1) : p;
            if (!p.isEmpty() && names.stream().noneMatch(n -> star ? n.startsWith(stem) : n.equals(stem))) {
                out.add(p);
            }
        }
        return out;
    }
}
