package org.troop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.troop.cli.sweep.OracleFiles;
import org.troop.proto.Strategy;
import org.troop.proto.Theory;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.LemmaAttribute;
import org.troop.theory.syntax.Ranking;
import org.troop.worker.theory.OpenedTheory;
import org.troop.worker.theory.TheoryFiles;

/** Theories and settings as the cluster takes them. */
final class TheoryMessages {
    private TheoryMessages() {}

    /**
     * @param open the theory as read from the file: its configuration block fills in what the settings leave open
     * @param race rankings that race; empty: those of settings and theory are used
     */
    static Theory of(String file, org.troop.theory.syntax.Theory open, Settings s, List<String> race)
            throws IOException {
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
                            case SORRY -> Strategy.STRATEGY_SORRY;
                        })
                .setBound(s.bound() == Integer.MAX_VALUE ? 0 : s.bound() == 0 ? Integer.MIN_VALUE : s.bound())
                .setHeuristic(s.heuristic() == null ? "" : s.heuristic())
                .setOpenChains(s.limits().openChains())
                .setSaturation(s.limits().saturation())
                .setAutoSources(s.autoSources() || c.autoSources())
                .setSpecialise(s.specialisation() != Settings.Specialisation.NONE);
        if (s.oracleUse().isAllowed()) {
            addWithScripts(b, file, open, s, race);
        } else {
            TheoryFiles.gather(Path.of(file), b.setNoOracles(true));
        }
        return b.setOracleOnly(s.oracleUse().isOnly()).build();
    }

    /** Adds the theory with the scripts that its rankings ask, and the files beside them that they name. */
    private static void addWithScripts(
            Theory.Builder b, String file, org.troop.theory.syntax.Theory open, Settings s, List<String> race)
            throws IOException {
        List<Ranking> given = new ArrayList<>();
        for (String text : !race.isEmpty() || s.heuristic() == null ? race : List.of(s.heuristic())) {
            given.addAll(TheoryParser.rankings(text, s.oracle(), file));
        }
        List<Ranking> all = given.isEmpty() ? ofTheory(open) : given;
        b.setOracles(all.stream().anyMatch(Ranking.Oracle.class::isInstance));
        Map<Path, byte[]> files = new LinkedHashMap<>();
        new OracleFiles().of(all).forEach((p, content) -> files.put(absolute(p), content));
        Path top = TheoryFiles.gather(Path.of(file), files, b);
        for (Ranking r : given) {
            if (r instanceof Ranking.Oracle o) {
                Path script = absolute(OracleScripts.script(o));
                b.setOracle((script.startsWith(top) ? top.relativize(script) : script).toString());
            }
        }
    }

    private static Path absolute(String p) {
        return Path.of(p).toAbsolutePath().normalize();
    }

    private static List<Ranking> ofTheory(org.troop.theory.syntax.Theory open) {
        List<Ranking> out = new ArrayList<>(open.heuristic());
        for (Lemma l : open.all(Lemma.class)) {
            for (LemmaAttribute a : l.attributes()) {
                if (a instanceof LemmaAttribute.Heuristic h) {
                    out.addAll(h.rankings());
                }
            }
        }
        return out;
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
