package org.troop.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The meters of a process, and the HTTP endpoint that shows them. */
public final class Telemetry implements AutoCloseable {
    private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final HttpServer server;
    private final ExecutorService threads;
    private volatile Health health = Health.STARTING;

    private Telemetry(HttpServer server, String version, String engine) {
        this.server = server;
        bindProcess(version, engine);
        // A scrape must be answered while all cores search: platform threads, and few of them.
        threads = Executors.newFixedThreadPool(
                2, Thread.ofPlatform().daemon().name("telemetry-", 0).factory());
        server.setExecutor(threads);
        server.createContext("/metrics", x -> answer(x, "/metrics", 200, EXPOSITION, registry.scrape()));
        server.createContext("/healthz", x -> say(x, "/healthz", health.ailment()));
        server.createContext("/readyz", x -> {
            String ailment = health.ailment();
            say(x, "/readyz", ailment == null ? health.obstacle() : ailment);
        });
        server.start();
    }

    /**
     * Serves from now on; the process is alive, and not ready before {@link #watch}.
     *
     * @param address host:port; port 0 is any free one
     * @param version of the program
     * @param engine hash of the engine
     * @throws IOException if the address cannot be had
     * @throws IllegalArgumentException if the address is none
     */
    public static Telemetry start(String address, String version, String engine) throws IOException {
        return new Telemetry(HttpServer.create(socket(address), 16), version, engine);
    }

    private static InetSocketAddress socket(String address) {
        int colon = address.lastIndexOf(':');
        try {
            int port = Integer.parseInt(address.substring(colon + 1));
            return new InetSocketAddress(address.substring(0, Math.max(0, colon)), port);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + address + "' is no address to listen at, such as 0.0.0.0:9464", e);
        }
    }

    private void bindProcess(String version, String engine) {
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        Gauge.builder("troop.build.info", () -> 1)
                .description("Always 1; the labels say what runs")
                .tag("version", version)
                .tag("engine", engine.length() > 12 ? engine.substring(0, 12) : engine)
                .register(registry);
    }

    /** Where meters are registered. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Says from now on how this process is. */
    public void watch(Health health) {
        this.health = health;
    }

    /** The port of the endpoint. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void say(HttpExchange x, String path, @Nullable String complaint) throws IOException {
        answer(
                x,
                path,
                complaint == null ? 200 : 503,
                "text/plain; charset=utf-8",
                complaint == null ? "ok\n" : complaint + "\n");
    }

    private static void answer(HttpExchange x, String path, int status, String type, String text) throws IOException {
        try (x) {
            boolean head = x.getRequestMethod().equals("HEAD");
            if (!x.getRequestURI().getPath().equals(path)) {
                x.sendResponseHeaders(404, -1);
            } else if (!head && !x.getRequestMethod().equals("GET")) {
                x.getResponseHeaders().set("Allow", "GET, HEAD");
                x.sendResponseHeaders(405, -1);
            } else {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                x.getResponseHeaders().set("Content-Type", type);
                x.sendResponseHeaders(status, head ? -1 : bytes.length);
                if (!head) {
                    try (OutputStream out = x.getResponseBody()) {
                        out.write(bytes);
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        collections.close();
        registry.close();
    }
}
