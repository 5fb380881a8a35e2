package org.troop.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.troop.proto.Strategy;
import org.troop.proto.Theory;
import org.troop.worker.theory.OpenedTheory;
import org.troop.worker.theory.TheoryFiles;

/** Theories and settings as the cluster takes them. */
final class TheoryMessages {
    private TheoryMessages() {}

    /** @param open the theory as read from the file: its configuration block fills in what the settings leave open */
    static Theory of(String file, org.troop.theory.syntax.Theory open, Settings s) throws IOException {
        Configuration c = new Configuration(open);
        var strategy = s.strategy() != null ? s.strategy() : c.strategy();
        Theory.Builder b = Theory.newBuilder()
                .addAllDefines(s.defines().stream().sorted().toList())
                .setStrategy(
                        switch (strategy) {
                            case DFS -> Strategy.STRATEGY_DFS;
                            case BFS -> Strategy.STRATEGY_BFS;
                            case SEQDFS -> Strategy.STRATEGY_SEQDFS;
                            case NONE -> Strategy.STRATEGY_NONE;
                            case SORRY -> throw new UnsupportedFeatureException("--stop-on-trace=sorry on a cluster");
                        })
                .setBound(s.bound() == Integer.MAX_VALUE ? 0 : s.bound() == 0 ? Integer.MIN_VALUE : s.bound())
                .setHeuristic(s.heuristic() == null ? "" : s.heuristic())
                .setOracle(s.oracle())
                .setOpenChains(s.limits().openChains())
                .setSaturation(s.limits().saturation())
                .setAutoSources(s.autoSources() || c.autoSources())
                .setSpecialise(s.specialisation() != Settings.Specialisation.NONE);
        TheoryFiles.gather(Path.of(file), b);
        return b.build();
    }

    /** The settings with which a theory of the cluster is opened here. */
    static Settings settings(Theory t) {
        SettingsBuilder b = new SettingsBuilder()
                .define(t.getDefinesList())
                .strategy(OpenedTheory.strategy(t))
                .oracle(t.getOracle())
                .openChains(t.getOpenChains())
                .saturation(t.getSaturation());
        if (t.getBound() != 0) {
            b.bound(t.getBound());
        }
        if (!t.getHeuristic().isEmpty()) {
            b.heuristic(t.getHeuristic());
        }
        if (t.getAutoSources()) {
            b.autoSources();
        }
        if (t.getSpecialise()) {
            b.specialisation(Settings.Specialisation.SUMMARY);
        }
        return b.build();
    }
}
