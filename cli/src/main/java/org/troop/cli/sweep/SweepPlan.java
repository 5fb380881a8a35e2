package org.troop.cli.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.troop.cli.LemmaLimits;
import org.troop.cli.Settings;

/**
 * What a sweep is to prove.
 *
 * @param notes what was asked for and is not done, one sentence each
 */
public record SweepPlan(String name, List<PlannedTask> tasks, List<String> notes) {

    /**
     * A task of a report.
     *
     * @param options as a command line would have them
     */
    record PlannedTask(String name, String theory, List<String> options, List<Slot> slots) {}

    /** @param repeats the same job stands in the task before */
    record Slot(Job job, boolean repeats) {}

    /** Each once, in order. */
    List<Job> jobs() {
        return tasks.stream()
                .flatMap(t -> t.slots.stream())
                .map(Slot::job)
                .distinct()
                .toList();
    }

    /** The jobs that are wanted, by theory and options, in order of their first. */
    List<Group> groups(Set<Job> wanted) {
        record Key(String theory, Settings settings) {}
        Map<Key, List<Job>> all = new LinkedHashMap<>();
        for (Job j : jobs()) {
            if (wanted.contains(j)) {
                LemmaLimits steps = LemmaLimits.UNLIMITED.withMostSteps(
                        j.settings().lemmaLimits().steps());
                all.computeIfAbsent(new Key(j.theory(), j.settings().withLimits(steps)), k -> new ArrayList<>())
                        .add(j);
            }
        }
        return all.entrySet().stream()
                .map(e -> new Group(e.getKey().theory, e.getKey().settings, e.getValue()))
                .toList();
    }

    /** What is to be proved, by task and options. */
    public List<SweepPart> parts() {
        record Key(String task, String theory, Settings settings) {}
        Map<Key, List<String>> all = new LinkedHashMap<>();
        for (Job j : jobs()) {
            all.computeIfAbsent(new Key(j.task(), j.theory(), j.settings()), k -> new ArrayList<>())
                    .add(j.lemma());
        }
        return all.entrySet().stream()
                .map(e -> new SweepPart(
                        e.getKey().task, e.getKey().theory, e.getKey().settings, List.copyOf(e.getValue())))
                .toList();
    }
}
