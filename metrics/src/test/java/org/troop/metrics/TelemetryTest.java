package org.troop.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private record Said(@Nullable String ailment, @Nullable String obstacle) implements Health {}

    private static HttpResponse<String> ask(Telemetry t, String method, String path) throws Exception {
        try (HttpClient c = HttpClient.newHttpClient()) {
            HttpRequest r = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + t.port() + path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return c.send(r, BodyHandlers.ofString());
        }
    }

    private static String get(Telemetry t, String path) throws Exception {
        HttpResponse<String> r = ask(t, "GET", path);
        return r.statusCode() + " " + r.body().strip();
    }

    @Test
    void saysHowTheProcessIs() throws Exception {
        try (Telemetry t = Telemetry.start("127.0.0.1:0", "1", "abc")) {
            assertEquals("200 ok", get(t, "/healthz"));
            assertEquals("503 starting", get(t, "/readyz"));
            t.watch(new Said(null, null));
            assertEquals("200 ok", get(t, "/readyz"));
            t.watch(new Said(null, "no coordinator"));
            assertEquals("200 ok", get(t, "/healthz"));
            assertEquals("503 no coordinator", get(t, "/readyz"));
            t.watch(new Said("left the cluster", null));
            assertEquals("503 left the cluster", get(t, "/healthz"));
            assertEquals("503 left the cluster", get(t, "/readyz"));
        }
    }

    @Test
    void showsMetersOfTheProcessAndOwnOnes() throws Exception {
        try (Telemetry t = Telemetry.start("127.0.0.1:0", "1.2", "0123456789abcdef")) {
            t.registry().counter("troop.things", "kind", "new").increment(3);
            String text = ask(t, "GET", "/metrics").body();
            assertTrue(text.contains("troop_things_total{kind=\"new\"} 3.0\n"), text);
            assertTrue(text.contains("troop_build_info{engine=\"0123456789ab\",version=\"1.2\"} 1\n"), text);
            assertTrue(text.contains("jvm_memory_used_bytes{area=\"heap\""), text);
            assertTrue(text.contains("process_cpu_usage"), text);
        }
    }

    @Test
    void refusesWhatItDoesNotServe() throws Exception {
        try (Telemetry t = Telemetry.start("127.0.0.1:0", "1", "abc")) {
            assertEquals(404, ask(t, "GET", "/").statusCode());
            assertEquals(404, ask(t, "GET", "/metrics/other").statusCode());
            assertEquals(405, ask(t, "POST", "/metrics").statusCode());
            assertEquals(200, ask(t, "HEAD", "/metrics").statusCode());
        }
        assertThrows(IllegalArgumentException.class, () -> Telemetry.start("9464x", "1", "abc"));
        assertThrows(IOException.class, () -> {
            try (Telemetry t = Telemetry.start("127.0.0.1:0", "1", "abc")) {
                Telemetry.start("127.0.0.1:" + t.port(), "1", "abc").close();
            }
        });
    }
}
