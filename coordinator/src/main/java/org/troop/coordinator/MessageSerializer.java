package org.troop.coordinator;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.JSerializer;
import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import org.troop.coordinator.search.SearchCommand;
import org.troop.coordinator.sources.SourcesAnswer;
import org.troop.coordinator.sources.SourcesCommand;
import org.troop.coordinator.work.DispatcherCommand;
import org.troop.coordinator.work.SessionCommand;
import org.troop.proto.CoordinatorMessage;
import org.troop.proto.UnitFailure;
import org.troop.proto.UnitKey;
import org.troop.proto.UnitResults;

/** Messages between coordinators as bytes, by Kryo. Only what is registered here can be read; numbers are never reused. */
public final class MessageSerializer extends JSerializer {
    private static final int IDENTIFIER = 8_020;
    private static final int MAX_BYTES = 64 << 20;

    private final ActorRefResolver refs;
    private final ThreadLocal<Kryo> kryo = ThreadLocal.withInitial(this::kryo);

    public MessageSerializer(ExtendedActorSystem system) {
        refs = ActorRefResolver.get(Adapter.toTyped(system));
    }

    private Kryo kryo() {
        Kryo k = new Kryo() {
            @Override
            @SuppressWarnings("rawtypes")
            public Registration getRegistration(Class type) {
                // References have internal classes, which differ from place to place.
                return super.getRegistration(ActorRef.class.isAssignableFrom(type) ? ActorRef.class : type);
            }
        };
        k.setRegistrationRequired(true);
        k.setReferences(false);
        k.setClassLoader(MessageSerializer.class.getClassLoader());
        k.register(SearchCommand.Wake.class, 20);
        k.register(SearchCommand.Claim.class, 21);
        k.register(SearchCommand.Failure.class, 23);
        k.register(SearchCommand.Returned.class, 24);
        k.register(SearchCommand.Held.class, 25);
        k.register(SearchCommand.Orphaned.class, 26);
        k.register(SearchCommand.Hungry.class, 27);
        k.register(SearchCommand.Cancel.class, 28);
        k.register(SearchCommand.Results.class, 29);
        k.register(SessionCommand.Tell.class, 40);
        k.register(SessionCommand.Refuse.class, 41);
        k.register(DispatcherCommand.Offer.class, 50);
        k.register(DispatcherCommand.Claimed.class, 51);
        k.register(SourcesCommand.Ask.class, 80);
        k.register(SourcesCommand.Stored.class, 81);
        k.register(SourcesAnswer.Known.class, 82);
        k.register(SourcesAnswer.Compute.class, 83);
        k.register(ActorRef.class, new RefSerializer(), 60);
        k.register(UnitKey.class, new ProtoSerializer<>(UnitKey.parser()), 70);
        k.register(UnitFailure.class, new ProtoSerializer<>(UnitFailure.parser()), 72);
        k.register(CoordinatorMessage.class, new ProtoSerializer<>(CoordinatorMessage.parser()), 73);
        k.register(UnitResults.class, new ProtoSerializer<>(UnitResults.parser()), 74);
        return k;
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public boolean includeManifest() {
        return false;
    }

    @Override
    public byte[] toBinary(Object o) {
        try (Output out = new Output(256, MAX_BYTES)) {
            kryo.get().writeClassAndObject(out, o);
            return out.toBytes();
        }
    }

    @Override
    public Object fromBinaryJava(byte[] bytes, Class<?> manifest) {
        try (Input in = new Input(bytes)) {
            return kryo.get().readClassAndObject(in);
        }
    }

    /** References to actors, whose class differs from place to place. */
    private final class RefSerializer extends Serializer<ActorRef<?>> {
        @Override
        public void write(Kryo k, Output out, ActorRef<?> ref) {
            out.writeString(refs.toSerializationFormat(ref));
        }

        @Override
        public ActorRef<?> read(Kryo k, Input in, Class<? extends ActorRef<?>> type) {
            return refs.resolveActorRef(in.readString());
        }
    }

    private static final class ProtoSerializer<T extends MessageLite> extends Serializer<T> {
        private final Parser<T> parser;

        ProtoSerializer(Parser<T> parser) {
            this.parser = parser;
        }

        @Override
        public void write(Kryo k, Output out, T message) {
            byte[] b = message.toByteArray();
            out.writeVarInt(b.length, true);
            out.writeBytes(b);
        }

        @Override
        public T read(Kryo k, Input in, Class<? extends T> type) {
            int n = in.readVarInt(true);
            if (n < 0 || n > in.limit() - in.position()) {
                throw new IllegalArgumentException("a message that is cut short");
            }
            try {
                return parser.parseFrom(in.readBytes(n));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}
