package org.troop.cli.sweep;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.cli.UsageException;
import org.troop.cli.sweep.Recipe.RecipeLemma;
import org.troop.cli.sweep.Recipe.RecipeTask;
import org.troop.cli.sweep.Recipe.Wishes;

/**
 * Reads recipes of batch-tamarin: {@code config}, {@code tamarin_versions} (there is one prover here), {@code tasks}. What a
 * lemma says counts before what its task says, and that before {@code config}.
 */
public final class RecipeReader {
    private static final Set<String> TOP = Set.of("config", "tamarin_versions", "tasks");
    private static final Set<String> CONFIG =
            Set.of("global_max_cores", "global_max_memory", "default_timeout", "output_directory");
    private static final Set<String> TASK = Set.of(
            "theory_file",
            "tamarin_versions",
            "output_file_prefix",
            "output_file",
            "preprocess_flags",
            "tamarin_options",
            "resources",
            "lemmas");
    private static final Set<String> LEMMA =
            Set.of("name", "tamarin_versions", "preprocess_flags", "tamarin_options", "resources", "timeout");
    private static final Set<String> RESOURCES = Set.of("max_cores", "max_memory", "timeout");

    private final List<String> notes = new ArrayList<>();
    private final Path directory;
    private final String file;

    private RecipeReader(Path file) {
        this.file = file.toString();
        Path above = file.getParent();
        directory = above == null ? Path.of("") : above;
    }

    /** Whether a file is taken for a recipe. */
    public static boolean isRecipe(String file) {
        return file.toLowerCase(java.util.Locale.ROOT).endsWith(".json");
    }

    /** @throws UsageException if it is no recipe */
    public static Recipe read(Path file) throws IOException {
        try {
            return new RecipeReader(file)
                    .recipe(JsonValue.read(file.toString(), Files.readString(file))
                            .object());
        } catch (MalformedInputException e) {
            throw new UsageException(file + ":1:1: this is no text in UTF-8");
        }
    }

    private Recipe recipe(JsonValue.Obj all) {
        known(all, TOP);
        if (all.get("tamarin_versions") != null) {
            note(all.places().get("tamarin_versions"), "'tamarin_versions' names other provers; this one proves all");
        }
        JsonValue config = all.get("config");
        Wishes general = config == null ? Wishes.NONE : config(config.object());
        JsonValue tasks = all.get("tasks");
        if (tasks == null) {
            throw new UsageException(all.place() + ": found no 'tasks', expected an object with a task for each name");
        }
        List<RecipeTask> out = new ArrayList<>();
        for (Map.Entry<String, JsonValue> t : tasks.object().members().entrySet()) {
            out.add(task(t.getKey(), t.getValue().object(), general));
        }
        if (out.isEmpty()) {
            throw new UsageException(tasks.place() + ": found no task, expected at least one");
        }
        Path name = Path.of(file).getFileName();
        return new Recipe(name.toString().replaceFirst("\\.[^.]*$", ""), general.cores(), out, notes);
    }

    private Wishes config(JsonValue.Obj c) {
        known(c, CONFIG);
        if (c.get("output_directory") != null) {
            note(
                    c.places().get("output_directory"),
                    "'output_directory' is not used: results are kept where --state says");
        }
        JsonValue timeout = c.get("default_timeout");
        return new Wishes(
                null,
                null,
                timeout == null ? null : timeout.amount("seconds"),
                memory(c.get("global_max_memory")),
                cores(c.get("global_max_cores")));
    }

    private RecipeTask task(String name, JsonValue.Obj t, Wishes general) {
        known(t, TASK);
        JsonValue theory = t.get("theory_file");
        if (theory == null) {
            throw new UsageException(t.place() + ": the task '" + name + "' lacks its 'theory_file'");
        }
        Wishes wishes = wishes(t).within(general);
        List<RecipeLemma> lemmas = new ArrayList<>();
        JsonValue list = t.get("lemmas");
        for (JsonValue l : list == null ? List.<JsonValue>of() : list.list()) {
            lemmas.add(lemma(l, wishes));
        }
        return new RecipeTask(name, directory.resolve(theory.text()), theory.place(), wishes, lemmas);
    }

    private RecipeLemma lemma(JsonValue l, Wishes outer) {
        if (l instanceof JsonValue.Str s) {
            return new RecipeLemma(s.text(), s.place(), outer);
        }
        JsonValue.Obj o = l.object();
        known(o, LEMMA);
        JsonValue name = o.get("name");
        if (name == null) {
            throw new UsageException(o.place() + ": this lemma lacks its 'name'");
        }
        return new RecipeLemma(name.text(), name.place(), wishes(o).within(outer));
    }

    private Wishes wishes(JsonValue.Obj o) {
        JsonValue flags = o.get("preprocess_flags");
        JsonValue options = o.get("tamarin_options");
        JsonValue resources = o.get("resources");
        JsonValue.Obj r = resources == null ? o : resources.object();
        if (resources != null) {
            known(r, RESOURCES);
        }
        JsonValue timeout = r.get("timeout");
        return new Wishes(
                flags == null ? null : flags.texts(),
                options == null ? null : options.texts(),
                timeout == null ? null : timeout.amount("seconds"),
                resources == null ? null : memory(r.get("max_memory")),
                resources == null ? 0 : cores(r.get("max_cores")));
    }

    /** In gigabytes; a share of the machine's memory, or all of it, is no limit: the heap is what it is. */
    private @Nullable Long memory(@Nullable JsonValue v) {
        if (v == null || v instanceof JsonValue.Str s && s.text().matches("max|[0-9]+%")) {
            return null;
        }
        return v.amount("a number of gigabytes, a share such as \"80%\", or \"max\"") << 30;
    }

    private int cores(@Nullable JsonValue v) {
        if (v == null || v instanceof JsonValue.Str s && s.text().equals("max")) {
            return 0;
        }
        if (v instanceof JsonValue.Str s && s.text().matches("[0-9]{1,3}%")) {
            int share = Integer.parseInt(s.text().substring(0, s.text().length() - 1));
            return Math.max(1, Runtime.getRuntime().availableProcessors() * share / 100);
        }
        return (int) Math.min(Integer.MAX_VALUE, v.amount("a number of cores, a share such as \"80%\", or \"max\""));
    }

    private void known(JsonValue.Obj o, Set<String> keys) {
        for (String k : o.members().keySet()) {
            if (!keys.contains(k)) {
                note(o.places().get(k), "the key '" + k + "' is not known and changes nothing");
            }
        }
    }

    private void note(@Nullable String place, String text) {
        notes.add((place == null ? file : place) + ": " + text);
    }
}
