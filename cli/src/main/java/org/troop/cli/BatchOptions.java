package org.troop.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.cli.Settings.Specialisation;
import org.troop.solver.search.Strategy;
import org.troop.theory.parse.ParseOptions;

/**
 * The original's batch flags. Parsed by hand: their syntax (optional values only behind {@code =}, unambiguous prefixes,
 * bundled short flags) fits no library, and start-up counts.
 */
public final class BatchOptions {
    private enum Kind {
        OPTIONAL,
        REQUIRED,
        NONE
    }

    /** Flags with the value that they have when written bare. */
    private record Flag(Kind kind, String bare) {}

    /** In the original's order, in which it lists the candidates for an ambiguous prefix. */
    private static final Map<String, Flag> FLAGS = new LinkedHashMap<>();

    static {
        optional("prove", "");
        optional("lemma", "");
        optional("stop-on-trace", "dfs");
        optional("bound", "5");
        optional("heuristic", "s");
        optional("oraclename", "");
        optional("partial-evaluation", "summary");
        optional("defines", "");
        none("diff", "quit-on-warning", "auto-sources");
        optional("open-chains", "10");
        optional("saturation", "5");
        optional("derivcheck-timeout", "5");
        none("verbose", "quiet", "no-compress", "no-reuse", "no-restrictions");
        optional("replication-bound", "3");
        none("parse-only", "precompute-only");
        optional("output", "");
        optional("Output", "");
        optional("output-module", "spthy");
        for (String f : List.of("output-json", "oj", "output-dot", "od")) {
            FLAGS.put(f, new Flag(Kind.REQUIRED, ""));
        }
        optional("with-maude", "maude");
        optional("with-dot", "dot");
        optional("with-json", "json");
        none("help", "version");
        // Troop's own
        optional("threads", "0");
        for (String f : List.of("timeout", "max-memory", "max-steps", "resume", "oracle-timeout")) {
            FLAGS.put(f, new Flag(Kind.REQUIRED, ""));
        }
        none("no-oracles", "oracle-only", "oracle-restart");
    }

    private static void optional(String name, String bare) {
        FLAGS.put(name, new Flag(Kind.OPTIONAL, bare));
    }

    private static void none(String... names) {
        for (String n : names) {
            FLAGS.put(n, new Flag(Kind.NONE, ""));
        }
    }

    /** Troop's own flags cannot be abbreviated: what is a clear abbreviation for the original stays one. */
    private static final Set<String> OWN = Set.of(
            "threads",
            "timeout",
            "max-memory",
            "max-steps",
            "resume",
            "oracle-timeout",
            "no-oracles",
            "oracle-only",
            "oracle-restart");

    final List<String> files = new ArrayList<>();
    private final SettingsBuilder settings = new SettingsBuilder().countingDerivationQueries();
    private final List<String> prove = new ArrayList<>();
    private final List<String> lemma = new ArrayList<>();
    boolean help;
    boolean version;
    boolean diff;
    boolean parseOnly;
    boolean precomputeOnly;
    boolean quitOnWarning;

    @Nullable
    String output;

    @Nullable
    String outputDirectory;

    @Nullable
    OutputModule module;

    @Nullable
    String outputJson;

    @Nullable
    String outputDot;

    /** Partial proofs to go on from. */
    @Nullable
    String resumed;

    /**
     * @throws UsageException for an unknown flag or a bad value
     * @throws UnsupportedFeatureException for a flag of the original that is not executed yet
     */
    public static BatchOptions parse(String[] args) {
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
        if (o.diff && !o.parseOnly) {
            throw new UnsupportedFeatureException("the flag --diff");
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
        List<String> candidates = FLAGS.keySet().stream()
                .filter(f -> f.startsWith(name) && !OWN.contains(f))
                .toList();
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
            String name = switch (c) {
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
        switch (name) {
            case "prove" -> prove.add(value);
            case "lemma" -> lemma.add(value);
            case "defines" -> settings.define(List.of(value));
            case "help" -> help = true;
            case "version" -> version = true;
            case "diff" -> diff = true;
            case "parse-only" -> parseOnly = true;
            case "precompute-only" -> precomputeOnly = true;
            case "quit-on-warning" -> quitOnWarning = true;
            case "auto-sources" -> settings.autoSources();
            case "partial-evaluation" -> settings.specialisation(specialisation(value));
            case "stop-on-trace" -> settings.strategy(strategy(value));
            case "bound" -> settings.bound(integer(value, "bound: invalid bound given"));
            case "open-chains" -> settings.openChains(integer(value, "OpenChainsLimit: invalid bound given"));
            case "saturation" -> settings.saturation(integer(value, "SaturationLimit: invalid bound given"));
            case "derivcheck-timeout" ->
                settings.derivationSeconds(integer(value, "derivcheck-timeout: invalid bound given"));
            case "replication-bound" -> integer(value, "replication-bound: invalid bound given");
            case "threads" -> settings.threads(integer(value, "threads: a number is expected"));
            case "timeout" -> settings.timeout("timeout", value);
            case "max-memory" -> settings.maxMemory("max-memory", value);
            case "max-steps" -> settings.maxSteps("max-steps", value);
            case "heuristic" -> settings.heuristic(checkedHeuristic(value));
            case "oraclename" -> settings.oracle(value);
            case "no-oracles" -> settings.oracleUse(settings.oracleUse().none());
            case "oracle-only" -> settings.oracleUse(settings.oracleUse().only());
            case "oracle-restart" -> settings.oracleUse(settings.oracleUse().restarting());
            case "oracle-timeout" ->
                settings.oracleUse(
                        settings.oracleUse().withSeconds(integer(value, "oracle-timeout: a number is expected")));
            case "resume" -> resumed = value;
            case "output" -> output = value;
            case "Output" -> outputDirectory = value;
            case "output-module" -> module = OutputModule.of(value);
            case "output-json", "oj" -> outputJson = value;
            case "output-dot", "od" -> outputDot = value;
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

    private static Specialisation specialisation(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "summary" -> Specialisation.SUMMARY;
            case "verbose" -> Specialisation.VERBOSE;
            default -> throw new UsageException("partial-evaluation: unknown option");
        };
    }

    /** A signed number with blanks around it; what is too large for an int is the largest int. */
    static int integer(String value, String problem) {
        String digits = value.strip();
        if (!digits.matches("-?[0-9]+")) {
            throw new UsageException(problem);
        }
        BigInteger n = new BigInteger(digits);
        return n.bitLength() < 32 ? n.intValue() : n.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }

    private static String checkedHeuristic(String value) {
        if (value.isEmpty()) {
            throw new UsageException("heuristic: at least one ranking must be given");
        }
        return value;
    }

    ParseOptions parseOptions() {
        return new ParseOptions(settings.build().defines(), diff);
    }

    /** The settings so far, to which more can be added. */
    public SettingsBuilder builder() {
        return settings;
    }

    /** What is no flag. */
    public List<String> files() {
        return files;
    }

    Settings settings() {
        return settings.build();
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

    /** Whether a lemma is to be proved. */
    boolean selects(String name) {
        return isProving() && chooses(name);
    }

    /** Whether a lemma is meant, if any is named: patterns are names, or prefixes with a star behind. */
    boolean chooses(String name) {
        List<String> patterns = new ArrayList<>(prove);
        patterns.addAll(lemma);
        if (patterns.isEmpty() || patterns.equals(List.of("")) || patterns.equals(List.of("", ""))) {
            return true;
        }
        for (String p : patterns) {
            if (p.endsWith("*") ? name.startsWith(p.substring(0, p.length() - 1)) : p.equals(name)) {
                return true;
            }
        }
        return false;
    }
}
