package org.troop.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.troop.coordinator.search.UnitBudgets;
import org.troop.proto.LemmaState;
import org.troop.proto.SourceFile;
import org.troop.proto.Strategy;
import org.troop.proto.Theory;
import org.troop.solver.search.GoalOracle;
import org.troop.theory.syntax.Ranking;
import org.troop.worker.theory.TheoryFiles;

/** Scripts that rank goals travel with their theory, to workers whose operators allow it. */
class OraclesTest {
    private static final Theory THEORY = ClusterTest.theory(
                    ClusterTest.RELAY.replace("begin", "begin\nheuristic: o \"tools/ranker\""),
                    Strategy.STRATEGY_DFS,
                    6)
            .toBuilder()
            .addFiles(SourceFile.newBuilder()
                    .setPath("tools/ranker")
                    .setContent(ByteString.copyFromUtf8("#!/bin/sh\n"))
                    .setExecutable(true))
            .addFiles(SourceFile.newBuilder().setPath("tools/data").setContent(ByteString.copyFromUtf8("7")))
            .setOracles(true)
            .build();

    @TempDir
    Path directory;

    /** Sees where the script is; ranks nothing. */
    private static final class Scout implements GoalOracle {
        final Set<Path> scripts = ConcurrentHashMap.newKeySet();

        @Override
        public List<Integer> rank(Ranking.Oracle oracle, String lemma, List<String> goals) {
            scripts.add(Path.of(oracle.directory()).resolve(oracle.path()));
            return List.of();
        }
    }

    @Test
    void withoutTheOperatorsLeaveTheyAreRefused() throws Exception {
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(1_000))) {
            for (Theory t : List.of(THEORY, THEORY.toBuilder().setOracles(false).build())) {
                StatusRuntimeException e =
                        assertThrows(StatusRuntimeException.class, () -> c.submit("s", t, ClusterTest.LEMMAS));
                assertEquals(Status.Code.FAILED_PRECONDITION, e.getStatus().getCode());
                assertTrue(
                        String.valueOf(e.getStatus().getDescription()).contains("'troop coordinator --oracles'"),
                        String.valueOf(e.getStatus().getDescription()));
            }
            c.startWorker(1);
            c.submit("none", THEORY.toBuilder().setNoOracles(true).build(), List.of("from_relay"));
            assertEquals(
                    LemmaState.LEMMA_STATE_DONE, c.await("none").getLemmas(0).getState());
        }
    }

    @Test
    void onlyWorkersThatRunThemGetTheirUnits() throws Exception {
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.random(new java.util.Random(3), 5))) {
            c.stopCoordinator();
            c.allow(new CoordinatorOptions.Policy(true, 0));
            c.startCoordinator();
            Scout scout = new Scout();
            c.startWorker(2);
            c.startWorker(1, scout);
            c.submit("s", THEORY, ClusterTest.LEMMAS);
            for (var l : c.await("s").getLemmasList()) {
                assertEquals(LemmaState.LEMMA_STATE_DONE, l.getState(), l.getMessage());
            }
            assertEquals(1, scout.scripts.size(), scout.scripts.toString());
            Path script = scout.scripts.iterator().next();
            assertTrue(script.isAbsolute() && Files.isExecutable(script));
            assertEquals("7", Files.readString(script.resolveSibling("data")));
            Path own = script.getParent().getParent();
            assertEquals(
                    "rwx------",
                    java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(own)));
        }
    }

    @Test
    void theScriptsContentIsPartOfWhatATheoryIs() {
        Theory other = THEORY.toBuilder()
                .setFiles(1, THEORY.getFiles(1).toBuilder().setContent(ByteString.copyFromUtf8("#!/bin/bash\n")))
                .build();
        assertTrue(!TheoryFiles.identity(THEORY).equals(TheoryFiles.identity(other)));
    }
}
