package org.troop.coordinator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.troop.coordinator.search.UnitBudgets;
import org.troop.proto.SourcesReply;
import org.troop.proto.SourcesRequest;
import org.troop.proto.Strategy;
import org.troop.proto.SweepState;
import org.troop.proto.Theory;
import org.troop.proto.WorkServiceGrpc;
import org.troop.solver.cache.SourceBytes;

/** Sources are computed by one worker of a cluster, whatever becomes of it, and only what was asked for is taken. */
class SharedSourcesTest {
    private static final String KEY = "0123456789abcdef".repeat(4);
    private static final byte[] SOURCES = SourceBytes.encode(KEY, new int[] {1, 2, 3});

    @TempDir
    Path directory;

    /** A worker's end of a call for sources. */
    private static final class Asking implements StreamObserver<SourcesReply> {
        private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        private final StreamObserver<SourcesRequest> out;

        Asking(TestCluster c, String key) {
            out = WorkServiceGrpc.newStub(c.channel()).shareSources(this);
            out.onNext(SourcesRequest.newBuilder().setKey(key).build());
        }

        void send(byte[] computed) {
            out.onNext(SourcesRequest.newBuilder()
                    .setComputed(ByteString.copyFrom(computed))
                    .build());
        }

        @Override
        public void onNext(SourcesReply m) {
            heard.add(m);
        }

        @Override
        public void onError(Throwable t) {
            heard.add(Status.fromThrowable(t).getCode());
        }

        @Override
        public void onCompleted() {
            heard.add(Status.Code.OK);
        }

        /** The next reply, or how the call ended. */
        Object next() throws InterruptedException {
            Object m = heard.poll(30, TimeUnit.SECONDS);
            assertTrue(m != null, "nothing was heard");
            return m;
        }

        void awaitCompute() throws InterruptedException {
            assertTrue(next() instanceof SourcesReply r && r.hasCompute());
        }

        byte[] awaitKnown() throws InterruptedException {
            byte[] known = ((SourcesReply) next()).getKnown().toByteArray();
            assertEquals(Status.Code.OK, next());
            return known;
        }
    }

    private static double from(MeterRegistry r, String origin) {
        return Search.in(r).name("troop.worker.sources").tag("from", origin).counters().stream()
                .mapToDouble(k -> k.count())
                .sum();
    }

    @Test
    void computesThemOnceForAllWorkers() throws Exception {
        MeterRegistry r = new SimpleMeterRegistry();
        Theory theory = ClusterTest.theory(ClusterTest.RELAY, Strategy.STRATEGY_DFS, 9);
        String store = "jdbc:sqlite:" + directory.resolve("proofs.db");
        double kinds;
        try (TestCluster c = new TestCluster(directory, store, UnitBudgets.ofMillis(1_000), r)) {
            c.startWorker(1);
            c.submit("one", theory, ClusterTest.LEMMAS);
            assertEquals(SweepState.SWEEP_STATE_OVER, c.await("one").getState());
            kinds = from(r, "computed");
            assertTrue(kinds >= 1);
            assertEquals(0, from(r, "coordinator"));
        }
        try (TestCluster c = new TestCluster(directory, store, UnitBudgets.ofMillis(1_000), r)) {
            c.startWorker(1);
            c.submit("two", theory, ClusterTest.LEMMAS);
            assertEquals(SweepState.SWEEP_STATE_OVER, c.await("two").getState());
            assertEquals(
                    kinds,
                    from(r, "computed"),
                    "the second worker, of a coordinator that was restarted, computes none");
            assertTrue(from(r, "coordinator") >= 1);
        }
    }

    @Test
    void letsOthersWaitForTheOneThatComputes() throws Exception {
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(1_000))) {
            Asking first = new Asking(c, KEY);
            first.awaitCompute();
            List<Asking> others = List.of(new Asking(c, KEY), new Asking(c, KEY));
            Asking ofAnother = new Asking(c, KEY.replace('0', 'f'));
            ofAnother.awaitCompute();
            first.send(SOURCES);
            assertEquals(Status.Code.OK, first.next());
            for (Asking a : others) {
                assertArrayEquals(SOURCES, a.awaitKnown());
            }
            assertArrayEquals(SOURCES, new Asking(c, KEY).awaitKnown());
        }
    }

    @Test
    void asksTheNextWhenTheOneThatComputesGivesUp() throws Exception {
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(1_000))) {
            Asking first = new Asking(c, KEY);
            first.awaitCompute();
            Asking second = new Asking(c, KEY);
            first.out.onError(Status.CANCELLED.asRuntimeException());
            second.awaitCompute();
            Asking third = new Asking(c, KEY);
            second.out.onCompleted();
            third.awaitCompute();
            third.send(SOURCES);
            assertArrayEquals(SOURCES, new Asking(c, KEY).awaitKnown());
        }
    }

    @Test
    void refusesWhatNobodyAskedFor() throws Exception {
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(1_000))) {
            assertEquals(Status.Code.INVALID_ARGUMENT, new Asking(c, "../../etc/passwd").next());
            Asking first = new Asking(c, KEY);
            first.awaitCompute();
            Asking waiting = new Asking(c, KEY);
            waiting.send(SOURCES);
            assertEquals(Status.Code.INVALID_ARGUMENT, waiting.next());
            first.send("anything".getBytes(StandardCharsets.UTF_8));
            assertEquals(Status.Code.INVALID_ARGUMENT, first.next());
            Asking next = new Asking(c, KEY);
            next.awaitCompute();
            next.send(SourceBytes.encode("f".repeat(64), new int[] {1}));
            assertEquals(Status.Code.INVALID_ARGUMENT, next.next(), "sources under another key");
            Asking last = new Asking(c, KEY);
            last.awaitCompute();
            last.send(SOURCES);
            assertEquals(Status.Code.OK, last.next());
            Asking late = new Asking(c, KEY);
            assertArrayEquals(SOURCES, late.awaitKnown());
        }
    }
}
