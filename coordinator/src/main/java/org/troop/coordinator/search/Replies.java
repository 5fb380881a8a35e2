package org.troop.coordinator.search;

import akka.actor.typed.ActorRef;
import java.util.List;
import org.troop.coordinator.work.SessionCommand;
import org.troop.coordinator.work.SessionCommand.Tell;
import org.troop.proto.AllSettled;
import org.troop.proto.CoordinatorMessage;
import org.troop.proto.Renew;
import org.troop.proto.Revoke;
import org.troop.proto.Settled;
import org.troop.proto.Share;
import org.troop.proto.UnitKey;

/** What workers are told of units that they have. */
final class Replies {
    private Replies() {}

    /** The worker may forget the unit. */
    static void settled(ActorRef<SessionCommand> session, UnitKey key) {
        tell(
                session,
                CoordinatorMessage.newBuilder().setSettled(Settled.newBuilder().setKey(key)));
    }

    /** The worker may forget the units. */
    static void settled(ActorRef<SessionCommand> session, List<UnitKey> keys) {
        if (keys.size() == 1) {
            settled(session, keys.getFirst());
        } else if (!keys.isEmpty()) {
            tell(
                    session,
                    CoordinatorMessage.newBuilder()
                            .setAllSettled(AllSettled.newBuilder().addAllKeys(keys)));
        }
    }

    /** The unit is not needed, or is with somebody else. */
    static void revoked(ActorRef<SessionCommand> session, UnitKey key) {
        tell(
                session,
                CoordinatorMessage.newBuilder().setRevoke(Revoke.newBuilder().setKey(key)));
    }

    /** Others are without work. */
    static void share(ActorRef<SessionCommand> session, UnitKey key) {
        tell(
                session,
                CoordinatorMessage.newBuilder().setShare(Share.newBuilder().setKey(key)));
    }

    /** The lease goes on under another epoch. */
    static void renewed(ActorRef<SessionCommand> session, UnitKey key, long epoch) {
        tell(
                session,
                CoordinatorMessage.newBuilder()
                        .setRenew(Renew.newBuilder().setKey(key).setEpoch(epoch)));
    }

    static void tell(ActorRef<SessionCommand> session, CoordinatorMessage.Builder message) {
        session.tell(new Tell(message.build()));
    }
}
