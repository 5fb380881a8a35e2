package org.troop.coordinator.sources;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.sources.SourcesCommand.Ask;
import org.troop.coordinator.sources.SourcesCommand.Stored;

/**
 * Decides for one key, in the whole cluster, who computes the sources: the first worker that asks, unless they are in the store.
 * The others wait until they are, or the worker is gone, and the next one is told to. An entity that moves forgets who computes;
 * at worst somebody else does, too, with the same result.
 */
public final class SourcesEntity extends AbstractBehavior<SourcesCommand> {
    public static final EntityTypeKey<SourcesCommand> KEY = EntityTypeKey.create(SourcesCommand.class, "sources");

    private final Set<ActorRef<SourcesAnswer>> waiting = new LinkedHashSet<>();
    private @Nullable ActorRef<SourcesAnswer> computing;
    private boolean stored;

    private SourcesEntity(ActorContext<SourcesCommand> context) {
        super(context);
    }

    public static Behavior<SourcesCommand> create() {
        return Behaviors.setup(SourcesEntity::new);
    }

    /** The entity of a key, wherever it is. */
    static void tell(ClusterSharding sharding, String key, SourcesCommand m) {
        sharding.entityRefFor(KEY, key).tell(m);
    }

    @Override
    public Receive<SourcesCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(Ask.class, this::ask)
                .onMessage(Stored.class, m -> {
                    stored = true;
                    computing = null;
                    waiting.forEach(w -> w.tell(new SourcesAnswer.Known()));
                    waiting.clear();
                    m.call().tell(new SourcesAnswer.Known());
                    return this;
                })
                .onSignal(Terminated.class, this::gone)
                .build();
    }

    private Behavior<SourcesCommand> ask(Ask m) {
        if (stored) {
            m.call().tell(new SourcesAnswer.Known());
        } else if (computing == null) {
            getContext().watch(m.call());
            computing = m.call();
            if (!m.computing()) {
                m.call().tell(new SourcesAnswer.Compute());
            }
        } else if (!computing.equals(m.call()) && !m.computing() && waiting.add(m.call())) {
            getContext().watch(m.call());
        }
        return this;
    }

    private Behavior<SourcesCommand> gone(Terminated t) {
        ActorRef<Void> who = t.getRef();
        waiting.removeIf(w -> w.equals(who));
        if (who.equals(computing)) {
            computing = null;
            var next = waiting.iterator();
            if (next.hasNext()) {
                computing = next.next();
                next.remove();
                computing.tell(new SourcesAnswer.Compute());
            }
        }
        return this;
    }
}
