package org.troop.coordinator.search;

import akka.actor.typed.ActorRef;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.work.DispatcherCommand;
import org.troop.coordinator.work.DispatcherCommand.Offer;

/** What the dispatchers of the cluster know of one search: they are told when it changes. */
final class Offers {
    private Set<ActorRef<DispatcherCommand>> dispatchers = Set.of();
    private @Nullable Offer last;

    /** The dispatchers are these now. */
    void to(Set<ActorRef<DispatcherCommand>> refs) {
        dispatchers = refs;
        last = null;
    }

    void tell(Offer o) {
        if (!o.equals(last)) {
            last = o;
            dispatchers.forEach(d -> d.tell(o));
        }
    }
}
