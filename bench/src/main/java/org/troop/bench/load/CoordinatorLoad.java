package org.troop.bench.load;

import io.grpc.ManagedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.troop.proto.GetRequest;
import org.troop.proto.SourceFile;
import org.troop.proto.Strategy;
import org.troop.proto.SubmitRequest;
import org.troop.proto.Sweep;
import org.troop.proto.SweepServiceGrpc;
import org.troop.proto.SweepState;
import org.troop.proto.Theory;
import org.troop.solver.cache.EngineHash;
import org.troop.worker.wire.Connections;

/**
 * Has synthetic workers prove synthetic lemmas as fast as a coordinator lets them, and prints units per second.
 *
 * <p>Arguments: address of the coordinator, workers, cores of each, lemmas, width and depth of each lemma's tree, numbers in a system.
 */
public final class CoordinatorLoad {
    private CoordinatorLoad() {}

    public static void main(String[] args) throws Exception {
        String address = args[0];
        int workers = Integer.parseInt(args[1]);
        int cores = Integer.parseInt(args[2]);
        int lemmas = Integer.parseInt(args[3]);
        SyntheticWorker.Shape shape = new SyntheticWorker.Shape(
                Integer.parseInt(args[4]), Integer.parseInt(args[5]), Integer.parseInt(args[6]));
        ManagedChannel client = Connections.to(address);
        String id = UUID.randomUUID().toString().substring(0, 13);
        SyntheticWorker.Counts counts = new SyntheticWorker.Counts();
        List<ManagedChannel> channels = new ArrayList<>();
        List<SyntheticWorker> fleet = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            ManagedChannel c = Connections.to(address);
            channels.add(c);
            fleet.add(new SyntheticWorker(c, "synthetic-" + i, cores, shape, counts));
        }
        submit(client, id, lemmas);
        long start = System.nanoTime();
        long units = 0;
        long before = 0;
        Sweep s;
        do {
            Thread.sleep(1_000);
            s = stub(client).get(GetRequest.newBuilder().setId(id).build());
            units = s.getLemmasList().stream().mapToLong(l -> l.getUnits()).sum();
            System.out.printf("%d merged, %d in the last second%n", units, units - before);
            before = units;
            for (SyntheticWorker w : fleet) {
                Throwable t = w.failure();
                if (t != null) {
                    throw new IllegalStateException("a worker's stream broke", t);
                }
            }
        } while (s.getState() == SweepState.SWEEP_STATE_RUNNING);
        long end = s.getLemmasList().stream()
                .mapToLong(l -> l.getFinishedMillis())
                .max()
                .orElseThrow();
        long begin = s.getLemmasList().stream()
                .mapToLong(l -> l.getStartedMillis())
                .min()
                .orElseThrow();
        System.out.printf(
                "%d units leased, merged and settled in %.1f s: %.0f per second; %d leases, %d settled, %d revoked; polled for %.1f s%n",
                units,
                (end - begin) / 1e3,
                units * 1e3 / Math.max(1, end - begin),
                counts.leased().sum(),
                counts.settled().sum(),
                counts.revoked().sum(),
                (System.nanoTime() - start) / 1e9);
        channels.forEach(ManagedChannel::shutdownNow);
        client.shutdownNow();
    }

    private static SweepServiceGrpc.SweepServiceBlockingStub stub(ManagedChannel c) {
        return SweepServiceGrpc.newBlockingStub(c).withWaitForReady().withDeadlineAfter(60, TimeUnit.SECONDS);
    }

    private static void submit(ManagedChannel client, String id, int lemmas) {
        SubmitRequest.Builder r = SubmitRequest.newBuilder()
                .setId(id)
                .setName("load")
                .setEngine(EngineHash.hex())
                .setTheory(Theory.newBuilder()
                        .setStrategy(Strategy.STRATEGY_DFS)
                        .addFiles(SourceFile.newBuilder().setPath("load.spthy")));
        for (int i = 0; i < lemmas; i++) {
            r.addLemmas("lemma_" + i);
        }
        Sweep unused = stub(client).submit(r.build());
    }
}
