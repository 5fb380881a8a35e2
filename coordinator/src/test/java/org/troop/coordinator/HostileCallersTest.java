package org.troop.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.troop.coordinator.access.AccessControl;
import org.troop.coordinator.access.AuditLog;
import org.troop.proto.CollectRequest;
import org.troop.proto.CoordinatorMessage;
import org.troop.proto.GetRequest;
import org.troop.proto.Lease;
import org.troop.proto.ListRequest;
import org.troop.proto.OpenNode;
import org.troop.proto.ProofStatus;
import org.troop.proto.SourceFile;
import org.troop.proto.Strategy;
import org.troop.proto.SubmitRequest;
import org.troop.proto.Sweep;
import org.troop.proto.SweepServiceGrpc;
import org.troop.proto.SweepServiceGrpc.SweepServiceBlockingStub;
import org.troop.proto.SweepState;
import org.troop.proto.Theory;
import org.troop.proto.UnitKey;
import org.troop.proto.UnitResult;
import org.troop.security.DevelopmentAuthority;
import org.troop.security.Part;
import org.troop.security.Role;
import org.troop.security.SecuritySetupException;
import org.troop.security.TlsIdentity;
import org.troop.security.Tokens;
import org.troop.security.Transport;
import org.troop.solver.cache.EngineHash;
import org.troop.solver.search.GoalOracle;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.TheoryProver;
import org.troop.worker.Worker;
import org.troop.worker.WorkerOptions;
import org.troop.worker.client.FetchedProof;
import org.troop.worker.theory.OpenedTheory;
import org.troop.worker.wire.Connections;

/** Over real sockets, with real certificates: whoever is not let in, or lies, gets an error; sweeps go on and end right. */
@Timeout(120)
class HostileCallersTest {
    @TempDir
    static Path directory;

    private static Path ours;
    private static Path theirs;
    private static String reader;
    private static String submitter;
    private static String admin;

    private final List<AutoCloseable> open = new ArrayList<>();
    private Coordinator coordinator;
    private Path audit;

    @BeforeAll
    static void makeCertificates() throws IOException {
        ours = directory.resolve("ours");
        theirs = directory.resolve("theirs");
        DevelopmentAuthority.make(ours, EnumSet.allOf(Part.class), List.of());
        DevelopmentAuthority.make(theirs, List.of(Part.CLIENT), List.of());
        Path tokens = directory.resolve("tokens");
        reader = Tokens.add(tokens, new Tokens.Holder("reader", Set.of(Role.READ)));
        submitter = Tokens.add(tokens, new Tokens.Holder("ci", Set.of(Role.READ, Role.SUBMIT)));
        admin = Tokens.add(tokens, new Tokens.Holder("admin", Set.of(Role.ADMIN)));
    }

    @BeforeEach
    void start() throws IOException {
        Path own = Files.createTempDirectory(directory, "run");
        audit = own.resolve("audit.log");
        AccessControl access = new AccessControl(
                encrypted(ours.resolve("coordinator")),
                Tokens.in(directory.resolve("tokens"), line -> {}),
                keep(AuditLog.in(audit)));
        coordinator = keep(Coordinator.start(
                CoordinatorOptions.local("jdbc:sqlite:" + own.resolve("proofs.db"), EngineHash.hex(), 0)
                        .withLeaseMillis(5_000)
                        .with(access)));
    }

    private <T extends AutoCloseable> T keep(T t) {
        open.add(t);
        return t;
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable c : open.reversed()) {
            c.close();
        }
    }

    private Transport encrypted(Path identity) {
        return new Transport.Encrypted(keep(TlsIdentity.open(identity)));
    }

    private String address() {
        return "localhost:" + coordinator.port();
    }

    private ManagedChannel channel(Transport transport, String token) {
        ManagedChannel c = Connections.to(address(), transport, token);
        keep(c::shutdownNow);
        return c;
    }

    private SweepServiceBlockingStub client(Transport transport, String token) {
        return SweepServiceGrpc.newBlockingStub(channel(transport, token)).withDeadlineAfter(60, TimeUnit.SECONDS);
    }

    private SweepServiceBlockingStub client(String token) {
        return client(encrypted(ours.resolve("client")), token);
    }

    private static Status refusal(Runnable call) {
        return assertThrows(StatusRuntimeException.class, call::run).getStatus();
    }

    private static Status refusal(SweepServiceBlockingStub from) {
        return refusal(() -> from.list(ListRequest.getDefaultInstance()));
    }

    private static SubmitRequest sweep(String id) {
        return SubmitRequest.newBuilder()
                .setId(id)
                .setName("relay \"of\"\nkeys")
                .setTheory(ClusterTest.theory(ClusterTest.RELAY, Strategy.STRATEGY_DFS, 9))
                .addAllLemmas(ClusterTest.LEMMAS)
                .setEngine(EngineHash.hex())
                .build();
    }

    // ---- who is not let in

    @Test
    void connectionsWithoutARightCertificateFail() throws Exception {
        Transport plain = new Transport.Local();
        assertEquals(Status.Code.UNAVAILABLE, refusal(client(plain, admin)).getCode());
        assertEquals(
                Status.Code.UNAVAILABLE,
                refusal(client(encrypted(theirs.resolve("client")), admin)).getCode(),
                "neither trusts the other");

        ManagedChannel none = Grpc.newChannelBuilder(
                        address(),
                        TlsChannelCredentials.newBuilder()
                                .trustManager(ours.resolve("ca.crt").toFile())
                                .build())
                .build();
        keep(none::shutdownNow);
        assertEquals(
                Status.Code.UNAVAILABLE,
                refusal(SweepServiceGrpc.newBlockingStub(none)).getCode());

        Path stranger = Files.createDirectories(directory.resolve("stranger"));
        for (String f : List.of("tls.crt", "tls.key")) {
            Files.copy(
                    theirs.resolve("client").resolve(f),
                    stranger.resolve(f),
                    java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.copy(ours.resolve("ca.crt"), stranger.resolve("ca.crt"));
        assertEquals(
                Status.Code.UNAVAILABLE,
                refusal(client(encrypted(stranger), admin)).getCode(),
                "a certificate of another authority");
    }

    @Test
    void callsWithoutTheRightRoleAreRefused() throws Exception {
        assertEquals(Status.Code.UNAUTHENTICATED, refusal(client((String) null)).getCode());
        assertEquals(
                Status.Code.UNAUTHENTICATED,
                refusal(client(reader.substring(0, reader.length() - 1))).getCode());
        assertEquals(
                Status.Code.PERMISSION_DENIED,
                refusal(() -> client(reader).submit(sweep("s"))).getCode());
        assertEquals(
                Status.Code.PERMISSION_DENIED,
                refusal(() -> client(submitter)
                                .cancel(GetRequest.newBuilder().setId("s").build()))
                        .getCode());
        assertEquals(
                Status.Code.PERMISSION_DENIED,
                refusal(client(encrypted(ours.resolve("worker")), admin)).getCode(),
                "a worker is no client");
        HostileWorker client = new HostileWorker(channel(encrypted(ours.resolve("client")), admin));
        client.hello("w");
        assertEquals(Status.Code.PERMISSION_DENIED, client.end().getCode(), "a client is no worker");

        assertEquals(0, client(reader).list(ListRequest.getDefaultInstance()).getSweepsCount());
        client(submitter).submit(sweep("s"));
        client(admin).cancel(GetRequest.newBuilder().setId("s").build());
        List<String> lines = Files.readAllLines(audit);
        String theory = org.troop.worker.theory.TheoryFiles.identity(sweep("s").getTheory());
        List<String> submissions =
                lines.stream().filter(l -> l.contains(" Submit OK ")).toList();
        assertEquals(1, submissions.size(), String.join("\n", lines));
        assertTrue(
                submissions.getFirst().contains("who=\"ci\" from=127.0.0.1 certificate=\"CN=Troop client\"")
                        && submissions.getFirst().contains("name=\"relay \\\"of\\\"\\u000akeys\"")
                        && submissions.getFirst().contains("theory=" + theory),
                submissions.getFirst());
        assertTrue(lines.stream().anyMatch(l -> l.contains(" Cancel OK who=\"admin\"") && l.contains("sweep=\"s\"")));
        assertTrue(lines.stream().anyMatch(l -> l.contains(" Submit PERMISSION_DENIED who=\"reader\"")));
    }

    @Test
    void sweepsAreRemovedForOperatorsOnlyAndByRuleOnly() throws Exception {
        client(submitter).submit(sweep("s"));
        client(admin).cancel(GetRequest.newBuilder().setId("s").build());
        CollectRequest all = CollectRequest.newBuilder().setOlderThanDays(0).build();
        for (String token : List.of(reader, submitter)) {
            assertEquals(
                    Status.Code.PERMISSION_DENIED,
                    refusal(() -> client(token).collect(all)).getCode());
        }
        for (int days : new int[] {-1, 36_501, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            CollectRequest nonsense =
                    CollectRequest.newBuilder().setOlderThanDays(days).build();
            Status s = refusal(() -> client(admin).collect(nonsense));
            assertEquals(Status.Code.INVALID_ARGUMENT, s.getCode());
            assertEquals("sweeps are removed after 0 to 36500 days", s.getDescription());
        }
        for (CollectRequest none : List.of(
                CollectRequest.getDefaultInstance(),
                CollectRequest.newBuilder().setOlderThanDays(0).setKeepLast(-1).build(),
                CollectRequest.newBuilder().setOlderThanDays(0).setKeepLast(1).build())) {
            assertEquals(0, client(admin).collect(none).getSweepsCount());
        }
        assertEquals(
                1,
                client(admin).collect(all.toBuilder().setDryRun(true).build()).getSweepsCount());
        assertEquals(1, client(reader).list(ListRequest.getDefaultInstance()).getSweepsCount());
        assertEquals("s", client(admin).collect(all).getSweeps(0).getId());
        assertEquals(0, client(reader).list(ListRequest.getDefaultInstance()).getSweepsCount());

        List<String> lines = Files.readAllLines(audit);
        assertTrue(lines.stream().anyMatch(l -> l.contains(" Collect PERMISSION_DENIED who=\"ci\"")));
        assertTrue(lines.stream().anyMatch(l -> l.contains(" Collect INVALID_ARGUMENT who=\"admin\"")));
        assertTrue(lines.stream().anyMatch(l -> l.contains(" Collect OK who=\"admin\"")));
    }

    @Test
    void nothingGoesInTheClearBeyondThisMachineUnlessSaidSo() {
        CoordinatorOptions everywhere = CoordinatorOptions.local("jdbc:sqlite:" + directory.resolve("x.db"), "", 0)
                .at("0.0.0.0:0");
        String complaint = assertThrows(SecuritySetupException.class, () -> Coordinator.start(everywhere))
                .getMessage();
        assertTrue(complaint.contains("0.0.0.0:0") && complaint.contains("--insecure"), complaint);
        assertThrows(SecuritySetupException.class, () -> Connections.to("192.0.2.1:7070"));
    }

    @Test
    void coordinatorsTakeEachOtherByCertificate() throws Exception {
        int port = freePort();
        joining(port, List.of());
        Coordinator second = joining(freePort(), List.of("127.0.0.1:" + port));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (second.obstacle() != null && System.nanoTime() < deadline) {
            LockSupport.parkNanos(20_000_000);
        }
        assertNull(second.obstacle());

        SSLContext worker = keep(TlsIdentity.open(ours.resolve("worker"))).amongCoordinators();
        try (var socket = (SSLSocket) worker.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            assertThrows(
                    IOException.class,
                    () -> {
                        socket.startHandshake();
                        if (socket.getInputStream().read() < 0) {
                            throw new IOException("closed");
                        }
                    },
                    "a worker is no coordinator");
        }
    }

    private Coordinator joining(int port, List<String> seeds) throws IOException {
        Path own = Files.createTempDirectory(directory, "node");
        return keep(Coordinator.start(
                CoordinatorOptions.local("jdbc:sqlite:" + own.resolve("proofs.db"), EngineHash.hex(), 0)
                        .with(new CoordinatorOptions.Node("127.0.0.1", port, seeds, false))
                        .with(new AccessControl(encrypted(ours.resolve("coordinator")), null, AuditLog.NONE))));
    }

    private static int freePort() throws IOException {
        try (ServerSocket s = new ServerSocket(0)) {
            return s.getLocalPort();
        }
    }

    // ---- who lies

    @Test
    void theSweepEndsWithTheRightProofsWhateverHostileCallersDo() throws Exception {
        SweepServiceBlockingStub client = client(submitter);
        client.submit(sweep("s"));
        sendGarbage();
        assertEquals(
                Status.Code.RESOURCE_EXHAUSTED,
                refusal(() -> client.submit(oversized())).getCode());
        assertEquals(
                Status.Code.INVALID_ARGUMENT,
                refusal(() -> client.submit(climbing())).getCode());

        Transport worker = encrypted(ours.resolve("worker"));
        for (Lie lie : Lie.values()) {
            for (int i = 0; i < 4; i++) { // more often than a unit may kill its workers
                HostileWorker w = new HostileWorker(channel(worker, null));
                w.hello("liar-" + lie + i);
                w.send(lie.about(w.awaitLease()));
                assertEquals(Status.Code.INVALID_ARGUMENT, w.end().getCode(), lie.name());
            }
        }
        HostileWorker replaying = new HostileWorker(channel(worker, null));
        replaying.hello("replaying");
        Lease lease = replaying.awaitLease();
        UnitKey old = lease.getKey().toBuilder()
                .setEpoch(lease.getKey().getEpoch() - 1)
                .build();
        replaying.send(proved(lease).setKey(old).build());
        CoordinatorMessage answer = replaying.await(m -> m.hasRevoke() || m.hasSettled());
        assertTrue(answer.hasRevoke(), "an old epoch");
        HostileWorker thief = new HostileWorker(channel(worker, null));
        thief.hello("thief");
        thief.send(proved(lease).build());
        assertTrue(thief.await(m -> m.hasRevoke() || m.hasSettled()).hasRevoke(), "another worker's lease");
        thief.give(thief.awaitLease().getKey());
        thief.leave();
        replaying.give(lease.getKey());
        replaying.leave();

        Worker honest = keep(new Worker(
                new WorkerOptions(
                        address(), "honest", 2, Files.createDirectories(directory.resolve("scratch")), GoalOracle.NONE),
                a -> Connections.to(a, worker, null)));
        Thread.ofPlatform().daemon().name("honest").start(() -> {
            try {
                honest.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        requireRightProofs(client);
    }

    private void requireRightProofs(SweepServiceBlockingStub client) throws Exception {
        Sweep last = null;
        var watch = client.watch(GetRequest.newBuilder().setId("s").build());
        while (watch.hasNext()) {
            last = watch.next();
        }
        assertNotNull(last);
        assertEquals(SweepState.SWEEP_STATE_OVER, last.getState());
        OpenedTheory opened = TestCluster.open(sweep("s").getTheory(), directory.resolve("here"));
        for (LemmaResult expected : new TheoryProver(opened.closed(), opened.options(), line -> {}).prove(l -> true)) {
            LemmaResult found = FetchedProof.fetch(client, "s", opened.closed(), expected.lemma());
            assertEquals(TestCluster.script(expected), TestCluster.script(found));
            assertEquals(expected.status(), found.status());
        }
    }

    private void sendGarbage() throws IOException {
        byte[] garbage = new byte[10_000];
        new Random(5).nextBytes(garbage);
        try (Socket s = new Socket("127.0.0.1", coordinator.port())) {
            s.setSoTimeout(20_000);
            s.getOutputStream().write(garbage);
            s.getOutputStream().flush();
            assertTrue(s.getInputStream().readAllBytes().length < 1_000, "the connection is closed");
        } catch (java.net.SocketException e) {
            // reset by the coordinator: as well
        }
    }

    private static SubmitRequest oversized() {
        return sweep("large").toBuilder()
                .setTheory(Theory.newBuilder()
                        .addFiles(SourceFile.newBuilder()
                                .setPath("a.spthy")
                                .setContent(ByteString.copyFrom(new byte[Connections.MAX_MESSAGE]))))
                .build();
    }

    private static SubmitRequest climbing() {
        SubmitRequest.Builder b = sweep("climbing").toBuilder();
        b.getTheoryBuilder().addFiles(SourceFile.newBuilder().setPath("../../etc/passwd"));
        return b.build();
    }

    /** A result that says that a unit is proved, as far as a worker can say it: one contradiction, and that is all. */
    private static UnitResult.Builder proved(Lease l) {
        return UnitResult.newBuilder()
                .setKey(l.getKey())
                .setFragment(ByteString.copyFrom(new byte[] {1, 5, 1, 'x'}))
                .setNodes(1)
                .setExpanded(1)
                .setLimit(l.getLimit())
                .setStatus(ProofStatus.PROOF_STATUS_COMPLETE)
                .setFingerprint(ByteString.copyFrom(new byte[32]));
    }

    private enum Lie {
        NO_FRAGMENT {
            @Override
            UnitResult about(Lease l) {
                byte[] b = new byte[100];
                new Random(9).nextBytes(b);
                return proved(l).setFragment(ByteString.copyFrom(b)).build();
            }
        },
        CUT_SHORT {
            @Override
            UnitResult about(Lease l) {
                return proved(l)
                        .setFragment(ByteString.copyFrom(new byte[] {1, 5}))
                        .build();
            }
        },
        HIDES_A_HOLE {
            @Override
            UnitResult about(Lease l) {
                return proved(l)
                        .setFragment(ByteString.copyFrom(new byte[] {1, 0}))
                        .setNodes(0)
                        .build();
            }
        },
        MISCOUNTED {
            @Override
            UnitResult about(Lease l) {
                return proved(l).setNodes(1_000_000).build();
            }
        },
        NO_SYSTEM {
            @Override
            UnitResult about(Lease l) {
                return proved(l)
                        .setFragment(ByteString.copyFrom(new byte[] {1, 0}))
                        .setNodes(0)
                        .addOpen(OpenNode.newBuilder()
                                .addAllPath(l.getPathList())
                                .setSystem(ByteString.copyFromUtf8("no system")))
                        .build();
            }
        },
        NO_SEARCH {
            @Override
            UnitResult about(Lease l) {
                UnitResult.Builder b = proved(l);
                b.getKeyBuilder().setSearch("../x");
                return b.build();
            }
        };

        abstract UnitResult about(Lease l);
    }
}
