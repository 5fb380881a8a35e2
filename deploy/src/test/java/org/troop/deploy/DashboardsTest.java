package org.troop.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Dashboards and alerts ask for what is measured only, and alerts say what to do. */
class DashboardsTest {
    private static final Pattern METRIC = Pattern.compile("\\b(?:troop|jvm|process|system|hikaricp)_\\w+");
    private static final Pattern SUFFIX = Pattern.compile("_(?:bucket|sum|count)$");

    private record Query(String where, String expression) {}

    private static List<Query> panels() {
        List<Query> out = new ArrayList<>();
        for (Path file : Project.files("deploy/grafana/dashboards")) {
            JsonNode dashboard = new JsonMapper().readTree(file.toFile());
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    out.add(new Query(
                            file.getFileName() + ": " + panel.path("title").asString(),
                            target.path("expr").asString()));
                }
            }
            for (JsonNode variable : dashboard.path("templating").path("list")) {
                out.add(new Query(
                        file.getFileName().toString(),
                        variable.path("definition").asString()));
            }
        }
        return out;
    }

    private static List<JsonNode> alerts() {
        List<JsonNode> out = new ArrayList<>();
        JsonNode rules = new YAMLMapper().readTree(Project.text("deploy/prometheus/alerts.yml"));
        rules.path("groups").forEach(g -> g.path("rules").forEach(out::add));
        return out;
    }

    private static Set<String> documented() {
        Set<String> out = new HashSet<>();
        Matcher m = Pattern.compile("`(" + METRIC.pattern() + ")`").matcher(Project.text("docs/metrics.md"));
        while (m.find()) {
            out.add(m.group(1));
        }
        return out;
    }

    @Test
    void asksForDocumentedMetrics() {
        Set<String> documented = documented();
        List<Query> queries = new ArrayList<>(panels());
        alerts().forEach(a ->
                queries.add(new Query(a.path("alert").asString(), a.path("expr").asString())));
        assertTrue(queries.size() > 50, queries.size() + " queries");
        for (Query q : queries) {
            Matcher m = METRIC.matcher(q.expression());
            while (m.find()) {
                String name = m.group();
                assertTrue(
                        documented.contains(name)
                                || documented.contains(SUFFIX.matcher(name).replaceFirst("")),
                        q.where() + " asks for " + name + ", which docs/metrics.md does not have");
            }
        }
    }

    @Test
    void showsEveryMetricOfTheProjectSomewhere() {
        String all = String.join("\n", panels().stream().map(Query::expression).toList());
        Set<String> shown = new HashSet<>();
        Matcher m = METRIC.matcher(all);
        while (m.find()) {
            shown.add(SUFFIX.matcher(m.group()).replaceFirst(""));
        }
        Set<String> missing = new HashSet<>(documented());
        missing.removeIf(n -> !n.startsWith("troop_") || shown.contains(n));
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyPanelSaysWhatItShows() {
        for (Path file : Project.files("deploy/grafana/dashboards")) {
            Set<Integer> ids = new HashSet<>();
            Set<String> titles = new HashSet<>();
            for (JsonNode panel : new JsonMapper().readTree(file.toFile()).path("panels")) {
                String title = panel.path("title").asString();
                assertFalse(panel.path("description").asString().isEmpty(), title);
                assertTrue(ids.add(panel.path("id").asInt()), title);
                assertTrue(titles.add(title), title);
                assertTrue(
                        panel.path("gridPos").path("x").asInt()
                                        + panel.path("gridPos").path("w").asInt()
                                <= 24,
                        title);
            }
        }
    }

    @Test
    void everyAlertHasItsParagraph() {
        String guide = Project.text("docs/operator-guide.md");
        for (JsonNode a : alerts()) {
            String name = a.path("alert").asString();
            assertTrue(guide.contains("**" + name + "**"), "docs/operator-guide.md has nothing on " + name);
            assertFalse(a.path("annotations").path("summary").asString().isEmpty(), name);
            assertTrue(
                    Set.of("warning", "critical")
                            .contains(a.path("labels").path("severity").asString()),
                    name);
        }
    }
}
