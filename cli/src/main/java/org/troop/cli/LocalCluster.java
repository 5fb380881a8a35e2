package org.troop.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.troop.coordinator.Coordinator;
import org.troop.coordinator.CoordinatorOptions;
import org.troop.coordinator.access.AccessControl;
import org.troop.coordinator.access.AuditLog;
import org.troop.proto.LemmaState;
import org.troop.proto.SweepOptions;
import org.troop.security.Role;
import org.troop.security.Tokens;
import org.troop.security.Transport;
import org.troop.solver.cache.EngineHash;
import org.troop.solver.cache.LocalSources;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.RaceReport;
import org.troop.worker.theory.ScratchDirectory;
import org.troop.worker.wire.Connections;

/** A coordinator in this process and workers in processes of their own, for one run of {@code troop prove --workers}. */
final class LocalCluster implements AutoCloseable {
    private final ScratchDirectory directory;
    private final boolean keepsSources;
    private final Coordinator coordinator;
    private final List<Process> workers = new ArrayList<>();
    private final String token = Tokens.draw();

    /**
     * @param oracleSeconds for each question to a script
     * @param keepsSources whether the workers keep computed sources between runs
     */
    LocalCluster(int processes, int cores, int oracleSeconds, boolean keepsSources) throws IOException {
        this.keepsSources = keepsSources;
        directory = ScratchDirectory.temporary();
        // Other users of this machine reach the port, too.
        Tokens tokens = Tokens.of(token, new Tokens.Holder("local", Set.of(Role.ADMIN, Role.WORK)));
        coordinator = Coordinator.start(
                CoordinatorOptions.local("jdbc:sqlite:" + directory.path().resolve("proofs.db"), EngineHash.hex(), 0)
                        .with(new AccessControl(new Transport.Local(), tokens, AuditLog.NONE))
                        // The user's scripts, on the user's machine.
                        .with(new CoordinatorOptions.Policy(true, 0)));
        for (int i = 0; i < processes; i++) {
            int share = cores / processes + (i < cores % processes ? 1 : 0);
            workers.add(startWorker(i, Math.max(1, share), processes, oracleSeconds));
        }
    }

    private Process startWorker(int i, int cores, int processes, int oracleSeconds) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        boolean heap = false;
        for (String a : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if ((a.startsWith("-X") && !a.startsWith("-Xlog")) || a.startsWith("--")) {
                command.add(a);
                heap |= a.startsWith("-Xmx");
            }
        }
        if (!heap) {
            // Together they take no more than one process would.
            command.add("-Xmx" + Math.max(256, Runtime.getRuntime().maxMemory() / processes >> 20) + "m");
        }
        command.addAll(List.of(
                "-Xlog:disable",
                "-cp",
                System.getProperty("java.class.path"),
                Troop.class.getName(),
                "worker",
                "--coordinator",
                "127.0.0.1:" + coordinator.port(),
                "--name",
                "local-" + i,
                "--cores",
                Integer.toString(cores),
                "--scratch",
                directory.path().resolve("worker-" + i).toString(),
                "--oracles",
                "--oracle-timeout",
                Integer.toString(oracleSeconds),
                "--with-parent"));
        ProcessBuilder worker = new ProcessBuilder(command);
        worker.environment().remove("TROOP_TLS");
        worker.environment().put("TROOP_TOKEN", token);
        if (!keepsSources) {
            worker.environment().put(LocalSources.VARIABLE, "off");
        }
        return worker.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /**
     * Proves lemmas of a theory; throws a {@link UsageException} if one of them fails.
     *
     * @param race of rankings, for each lemma
     * @param log hears of results
     */
    Map<String, LemmaResult> prove(LoadedTheory t, List<String> lemmas, RaceArguments race, LemmaLog log)
            throws IOException, InterruptedException {
        String address = "127.0.0.1:" + coordinator.port();
        try (SweepClient client = new SweepClient(address, Connections.to(address, new Transport.Local(), token))) {
            SweepOptions options = SweepRequest.options(t.settings().lemmaLimits(), race);
            String id = client.submit(
                    t.path(),
                    TheoryMessages.of(t.path(), t.open(), t.settings(), options.getRaceList()),
                    lemmas,
                    10,
                    options);
            Map<String, LemmaResult> results = new LinkedHashMap<>();
            Map<String, RemoteLemma> running = new HashMap<>();
            client.follow(id, now -> {
                requireWorkers();
                for (var l : now.getLemmasList()) {
                    if (results.containsKey(l.getName())) {
                        continue;
                    }
                    RemoteLemma r = running.get(l.getName());
                    if (r == null && l.getState() != LemmaState.LEMMA_STATE_CANCELLED) {
                        r = new RemoteLemma(t.lemma(l.getName()));
                        running.put(l.getName(), r);
                        log.watch(r);
                    }
                    if (r != null) {
                        r.update(l);
                    }
                    if (l.getState() == LemmaState.LEMMA_STATE_DONE) {
                        LemmaResult result = raced(client.result(now, t, l.getName()), l);
                        results.put(l.getName(), result);
                        log.finished(result);
                    } else if (l.getState() != LemmaState.LEMMA_STATE_RUNNING) {
                        throw new UsageException("lemma '" + l.getName() + "': " + l.getMessage());
                    }
                }
            });
            return results;
        }
    }

    private static LemmaResult raced(LemmaResult r, org.troop.proto.Lemma l) {
        RaceReport race = RaceReports.of(l);
        return race == null ? r : r.ofRace(race);
    }

    private void requireWorkers() {
        if (workers.stream().noneMatch(Process::isAlive)) {
            throw new IllegalStateException("all workers have ended");
        }
    }

    @Override
    public void close() throws IOException {
        workers.forEach(Process::destroy);
        for (Process w : workers) {
            try {
                if (!w.waitFor(5, TimeUnit.SECONDS)) {
                    w.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                w.destroyForcibly();
            }
        }
        coordinator.close();
        directory.close();
    }
}
