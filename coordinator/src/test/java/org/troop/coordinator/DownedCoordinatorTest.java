package org.troop.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.troop.solver.cache.EngineHash;

/** A coordinator that the others have put out of the cluster serves no more, so that its process can end. */
class DownedCoordinatorTest {
    @TempDir
    Path directory;

    private Coordinator start(String name, List<String> seeds) throws Exception {
        return Coordinator.start(
                CoordinatorOptions.local("jdbc:sqlite:" + directory.resolve("proofs.db"), EngineHash.hex(), 0)
                        .named(name)
                        .with(new CoordinatorOptions.Node("127.0.0.1", 0, seeds, false))
                        .withLeaseMillis(1_500));
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("not within a minute: " + what);
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void itsServicesEndAndItSaysWhy() throws Exception {
        try (Coordinator first = start("first", List.of())) {
            var address = Cluster.get(first.node()).selfMember().address();
            try (Coordinator second = start(
                    "second",
                    List.of(address.getHost().get() + ":" + address.getPort().get()))) {
                await("both are up", () -> first.obstacle() == null && second.obstacle() == null);
                CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> {
                    try {
                        return second.awaitTermination();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
                Cluster.get(first.node())
                        .manager()
                        .tell(new Down(Cluster.get(second.node()).selfMember().address()));
                assertTrue(ended.get(60, TimeUnit.SECONDS));
                assertNotNull(second.ailment());
                assertNull(first.ailment());
                assertNull(first.obstacle());
            }
            CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> {
                try {
                    return first.awaitTermination();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            first.close();
            assertEquals(false, ended.get(60, TimeUnit.SECONDS));
        }
    }
}
