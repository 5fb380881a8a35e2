package org.troop.cli.sweep;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.troop.cli.BatchOptions;
import org.troop.cli.LemmaLimits;
import org.troop.cli.LemmaPatterns;
import org.troop.cli.LoadedTheory;
import org.troop.cli.Settings;
import org.troop.cli.SettingsBuilder;
import org.troop.cli.UsageException;
import org.troop.cli.sweep.Recipe.RecipeLemma;
import org.troop.cli.sweep.Recipe.RecipeTask;
import org.troop.cli.sweep.Recipe.Wishes;
import org.troop.cli.sweep.SweepPlan.PlannedTask;
import org.troop.cli.sweep.SweepPlan.Slot;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.LemmaAttribute;
import org.troop.theory.syntax.Ranking;
import org.troop.theory.syntax.Theory;

/** Makes the plan of a sweep from recipes and theories; reads all theories, so that mistakes are found before the work. */
public final class Planner {
    private final Consumer<SettingsBuilder> commandLine;
    private final boolean provesGenerated;
    private final PrintStream err;
    private final List<PlannedTask> tasks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<Wanted, Job> jobs = new LinkedHashMap<>();
    private final Set<String> stems = new HashSet<>();
    private final Map<List<Object>, Contents> contents = new HashMap<>();

    /** @param rankings of the goals of each lemma, in their order */
    private record Contents(List<String> lemmas, Map<String, List<Ranking>> rankings) {}

    private record Wanted(String theory, String lemma, Settings settings) {}

    /**
     * @param commandLine adds the options of the command line, which count before those of a recipe
     * @param provesGenerated whether generated sources lemmas are part of the plan
     * @param err gets warnings about theories
     */
    public Planner(Consumer<SettingsBuilder> commandLine, boolean provesGenerated, PrintStream err) {
        this.commandLine = commandLine;
        this.provesGenerated = provesGenerated;
        this.err = err;
    }

    /**
     * @param files recipes and theories
     * @param patterns lemmas to prove, of what the files name
     */
    public SweepPlan plan(List<String> files, LemmaPatterns patterns) throws IOException {
        for (String f : files) {
            if (RecipeReader.isRecipe(f)) {
                recipe(f, patterns);
            } else {
                theory(f, patterns);
            }
        }
        if (jobs.isEmpty()) {
            throw new UsageException(String.join(", ", files) + ": "
                    + (patterns.patterns().isEmpty()
                            ? "there are no lemmas"
                            : "no lemma matches " + String.join(", ", patterns.patterns())));
        }
        String name = Path.of(files.getFirst()).getFileName().toString().replaceFirst("\\.[^.]*$", "");
        return new SweepPlan(name, tasks, notes);
    }

    private void theory(String file, LemmaPatterns patterns) throws IOException {
        SettingsBuilder b = new SettingsBuilder();
        commandLine.accept(b);
        Settings settings = b.build();
        List<Slot> slots = new ArrayList<>();
        String task = fresh(Path.of(file).getFileName().toString().replaceFirst("\\.[^.]*$", ""));
        for (String l : lemmas(file, settings)) {
            if (patterns.matches(l)) {
                slots.add(new Slot(job(task, file, l, settings), false));
            }
        }
        tasks.add(new PlannedTask(task, file, OptionWords.of(settings), slots));
    }

    private String fresh(String task) {
        Set<String> taken = new HashSet<>(tasks.stream().map(PlannedTask::name).toList());
        String name = task;
        for (int i = 2; taken.contains(name); i++) {
            name = task + "-" + i;
        }
        return name;
    }

    private void recipe(String file, LemmaPatterns patterns) throws IOException {
        Recipe r = RecipeReader.read(Path.of(file));
        notes.addAll(r.notes());
        for (RecipeTask t : r.tasks()) {
            task(fresh(t.name()), t, r.cores(), patterns);
        }
    }

    private void task(String name, RecipeTask t, int cores, LemmaPatterns patterns) throws IOException {
        String theory = t.file().toString();
        if (!Files.isRegularFile(t.file())) {
            throw new UsageException(t.place() + ": there is no file " + theory);
        }
        Settings general = settings(t.wishes(), cores, t.place());
        Set<Job> seen = new LinkedHashSet<>();
        List<Slot> slots = new ArrayList<>();
        List<RecipeLemma> wanted =
                !t.lemmas().isEmpty() ? t.lemmas() : List.of(new RecipeLemma("*", t.place(), t.wishes()));
        for (RecipeLemma l : wanted) {
            Settings s = settings(l.wishes(), cores, l.place());
            for (String lemma : named(l, theory, s)) {
                if (patterns.matches(lemma)) {
                    Job j = job(name, theory, lemma, s);
                    slots.add(new Slot(j, !seen.add(j)));
                }
            }
        }
        if (!slots.isEmpty()) {
            tasks.add(new PlannedTask(name, theory, OptionWords.of(general), slots));
        }
    }

    /** The lemmas that a name means: itself, or those that begin so if it ends in a star. */
    private List<String> named(RecipeLemma l, String theory, Settings s) throws IOException {
        List<String> all = lemmas(theory, s);
        if (all.contains(l.name())) {
            return List.of(l.name());
        }
        LemmaPatterns pattern = new LemmaPatterns(List.of(l.name()));
        List<String> matching = all.stream().filter(pattern::matches).toList();
        if (matching.isEmpty()) {
            String flags = s.defines().isEmpty() ? "" : " with the flags " + String.join(", ", s.defines());
            throw new UsageException(l.place() + ": found the lemma '" + l.name() + "', which " + theory + flags
                    + " does not have; expected "
                    + (all.isEmpty() ? "none: it has no lemmas" : "one of " + String.join(", ", all)));
        }
        return matching;
    }

    private Settings settings(Wishes w, int cores, String place) {
        List<String> words = new ArrayList<>();
        for (String f : w.flags() == null ? List.<String>of() : w.flags()) {
            words.add("-D=" + f);
        }
        words.addAll(w.options() == null ? List.of() : w.options());
        try {
            BatchOptions o = BatchOptions.parse(words.toArray(String[]::new));
            if (!o.files().isEmpty()) {
                throw new UsageException("found '" + o.files().getFirst() + "' among the options, expected a flag");
            }
            SettingsBuilder b = o.builder();
            b.limits(atMost(b.build().lemmaLimits(), w));
            commandLine.accept(b);
            Settings s = b.build();
            int most = w.cores() == 0 ? cores : w.cores();
            return most == 0 || most >= s.threadCount() ? s : b.threads(most).build();
        } catch (UsageException e) {
            throw new UsageException(place + ": " + e.getMessage());
        }
    }

    /** What a recipe allows beyond the heap is no limit. */
    private static LemmaLimits atMost(LemmaLimits given, Wishes w) {
        Long seconds = w.seconds();
        Long bytes = w.bytes() == null || w.bytes() > Runtime.getRuntime().maxMemory() ? null : w.bytes();
        return new LemmaLimits(
                given.seconds() != LemmaLimits.NONE || seconds == null ? given.seconds() : seconds,
                given.bytes() != LemmaLimits.NONE || bytes == null ? given.bytes() : bytes,
                given.steps());
    }

    private Job job(String task, String theory, String lemma, Settings settings) throws IOException {
        List<Ranking> rankings = contents(theory, settings).rankings.getOrDefault(lemma, List.of());
        return jobs.computeIfAbsent(
                new Wanted(theory, lemma, settings),
                w -> new Job(task, theory, lemma, settings, rankings, stem(task, lemma)));
    }

    /** A name for files that no other job has, not even where upper and lower case are the same. */
    private String stem(String task, String lemma) {
        String base = fileName(task) + "/" + fileName(lemma);
        String stem = base;
        for (int i = 2; !stems.add(stem.toLowerCase(Locale.ROOT)); i++) {
            stem = base + "-" + i;
        }
        return stem;
    }

    static String fileName(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_.-]", "_");
        String start = plain.isEmpty() || plain.startsWith(".") ? "_" + plain : plain;
        return start.substring(0, Math.min(start.length(), 120));
    }

    private List<String> lemmas(String file, Settings s) throws IOException {
        return contents(file, s).lemmas;
    }

    /** What stands in a theory; for generated sources lemmas it has to be closed. */
    private Contents contents(String file, Settings s) throws IOException {
        List<Object> key = Arrays.asList(file, s.defines(), s.autoSources(), s.heuristic(), s.race(), s.oracle());
        Contents known = contents.get(key);
        if (known == null) {
            Theory open = LoadedTheory.read(file, s, err);
            List<Lemma> all = open.all(Lemma.class);
            if (provesGenerated && LoadedTheory.generatesSources(open, s)) {
                all = LoadedTheory.close(file, open, s.unchecked(), List.of(), line -> {})
                        .lemmas();
            }
            Map<String, List<Ranking>> rankings = new HashMap<>();
            all.forEach(l -> rankings.put(l.name(), rankings(file, open, l, s)));
            known = new Contents(all.stream().map(Lemma::name).toList(), rankings);
            contents.put(key, known);
        }
        return known;
    }

    private static List<Ranking> rankings(String file, Theory open, Lemma l, Settings s) {
        if (!s.race().isEmpty()) {
            return s.race().stream()
                    .flatMap(r -> TheoryParser.rankings(r, s.oracle(), file).stream())
                    .toList();
        }
        String given = s.heuristic();
        if (given != null) {
            return TheoryParser.rankings(given, s.oracle(), file);
        }
        for (LemmaAttribute a : l.attributes()) {
            if (a instanceof LemmaAttribute.Heuristic h) {
                return h.rankings();
            }
        }
        return open.heuristic();
    }
}
