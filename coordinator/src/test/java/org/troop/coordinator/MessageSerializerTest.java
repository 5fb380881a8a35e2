package org.troop.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import com.google.protobuf.ByteString;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.troop.coordinator.search.SearchCommand;
import org.troop.coordinator.sources.SourcesAnswer;
import org.troop.coordinator.sources.SourcesCommand;
import org.troop.coordinator.work.DispatcherCommand;
import org.troop.coordinator.work.SessionCommand;
import org.troop.proto.CoordinatorMessage;
import org.troop.proto.Share;
import org.troop.proto.UnitFailure;
import org.troop.proto.UnitKey;
import org.troop.proto.UnitResult;
import org.troop.proto.UnitResults;

/** What coordinators send each other arrives as it was, and nothing else can be read. */
class MessageSerializerTest {
    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(
            Behaviors.empty(),
            "serializer",
            ConfigFactory.parseString("akka.actor.provider = local\nakka.loglevel = OFF")
                    .withFallback(ConfigFactory.defaultReference()));
    private static final ActorRef<SessionCommand> SESSION =
            SYSTEM.systemActorOf(Behaviors.<SessionCommand>empty(), "session", Props.empty());
    private static final ActorRef<DispatcherCommand> DISPATCHER =
            SYSTEM.systemActorOf(Behaviors.<DispatcherCommand>empty(), "dispatcher", Props.empty());
    private static final ActorRef<SourcesAnswer> CALL =
            SYSTEM.systemActorOf(Behaviors.<SourcesAnswer>empty(), "call", Props.empty());

    private final MessageSerializer serializer = new MessageSerializer((ExtendedActorSystem) Adapter.toClassic(SYSTEM));

    @AfterAll
    static void stop() {
        SYSTEM.terminate();
    }

    private static List<Message> messages() {
        UnitKey k = UnitKey.newBuilder()
                .setSearch("s.0")
                .setUnit(7)
                .setEpoch(1L << 33)
                .build();
        DispatcherCommand.Offer offer = new DispatcherCommand.Offer("s.0", "s", 10, 3, 4, 500, true, false);
        List<Message> out = new ArrayList<>();
        out.add(new SearchCommand.Wake());
        out.add(new SearchCommand.Claim(9, "w", SESSION, DISPATCHER, 3));
        out.add(new SearchCommand.Results(
                UnitResults.newBuilder()
                        .addResults(UnitResult.newBuilder().setKey(k).setFragment(ByteString.copyFromUtf8("abc")))
                        .build(),
                "w",
                SESSION));
        out.add(new SearchCommand.Failure(UnitFailure.newBuilder().setKey(k).build(), "w", SESSION));
        out.add(new SearchCommand.Returned(k, "w"));
        out.add(new SearchCommand.Held(k, "w", SESSION));
        out.add(new SearchCommand.Orphaned(k, "w", true));
        out.add(new SearchCommand.Hungry(2, DISPATCHER));
        out.add(new SearchCommand.Cancel());
        out.add(new SessionCommand.Tell(CoordinatorMessage.newBuilder()
                .setShare(Share.newBuilder().setKey(k))
                .build()));
        out.add(offer);
        out.add(new DispatcherCommand.Claimed(9, 1, offer));
        out.add(new SourcesCommand.Ask(CALL, true));
        out.add(new SourcesCommand.Stored(CALL));
        out.add(new SourcesAnswer.Known());
        out.add(new SourcesAnswer.Compute());
        return out;
    }

    @Test
    void messagesComeBack() {
        for (Message m : messages()) {
            assertEquals(m, serializer.fromBinary(serializer.toBinary(m)));
        }
    }

    @Test
    void otherClassesAreNeitherWrittenNorRead() {
        assertThrows(RuntimeException.class, () -> serializer.toBinary(new java.io.File("x")));
        // Kryo's marker of a class by name.
        byte[] named = {1, 0, 'j', 'a', 'v', 'a', '.', 'i', 'o', '.', 'F', 'i', 'l', (byte) ('e' | 0x80), 1, 'x'};
        assertThrows(RuntimeException.class, () -> serializer.fromBinary(named));
    }

    @Test
    void damagedMessagesAreRefusedOrMessages() {
        Random random = new Random(20261123);
        for (Message m : messages()) {
            byte[] good = serializer.toBinary(m);
            for (int i = 0; i < 300; i++) {
                byte[] bad = good.clone();
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                try {
                    serializer.fromBinary(bad);
                } catch (RuntimeException e) {
                    // what is asked for
                }
            }
        }
    }
}
