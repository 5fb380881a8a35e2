package org.troop.coordinator.search;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;
import org.troop.coordinator.work.SessionCommand;
import org.troop.proto.CoordinatorMessage;
import org.troop.proto.Lease;
import org.troop.proto.LeaseGroup;

/**
 * Leases for one worker, put into messages: as many as a message should have together. A unit that lost a worker before is by itself, since
 * a whole group comes under suspicion when its worker is lost.
 */
final class LeaseGroups {
    private static final int MOST_UNITS = 64;
    private static final int MOST_BYTES = 1 << 20;

    private final ActorRef<SessionCommand> session;
    private final List<Lease> group = new ArrayList<>();
    private int bytes;

    LeaseGroups(ActorRef<SessionCommand> session) {
        this.session = session;
    }

    void add(Lease l, boolean alone) {
        if (alone || group.size() == MOST_UNITS || bytes + l.getSystem().size() > MOST_BYTES) {
            send();
        }
        group.add(l);
        bytes += l.getSystem().size();
        if (alone) {
            send();
        }
    }

    /** Sends what is left. */
    void send() {
        if (group.size() == 1) {
            Replies.tell(session, CoordinatorMessage.newBuilder().setLease(group.getFirst()));
        } else if (!group.isEmpty()) {
            Replies.tell(
                    session,
                    CoordinatorMessage.newBuilder()
                            .setLeases(LeaseGroup.newBuilder().addAllLeases(group)));
        }
        group.clear();
        bytes = 0;
    }
}
