package org.troop.coordinator;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.UniqueAddress;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import akka.cluster.typed.Join;
import akka.cluster.typed.JoinSeedNodes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.troop.coordinator.store.Roster;
import org.troop.coordinator.store.Roster.Node;
import org.troop.coordinator.store.StoreException;

/**
 * How coordinators find into one cluster, and stay one. A node that starts asks the others to let it in. It founds a cluster only
 * if no member of another one is alive by the proof store's roster: a coordinator that is started again while the network is
 * divided waits, instead of beginning a second cluster that would never join the first. Where there are two all the same, because
 * one of them could not reach the store for a time, one gives way: its nodes end themselves, are started again, and join.
 */
final class Membership {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int BEAT_EVERY = 2;

    private final Cluster cluster;
    private final Roster roster;
    private final boolean joinsByRoster;
    private final Node self;
    private final Lookout lookout;
    private final AtomicBoolean looking = new AtomicBoolean();
    private int looks;
    private boolean founded;
    private volatile boolean ended;

    private Membership(ActorSystem<?> system, Roster roster, boolean joinsByRoster) {
        cluster = Cluster.get(system);
        this.roster = roster;
        this.joinsByRoster = joinsByRoster;
        self = node(cluster.selfMember().uniqueAddress());
        lookout = new Lookout(self);
    }

    /**
     * @param seeds host:port of the first coordinators; empty if this is the first one
     * @param finds the others in another way
     * @param executor for what blocks
     */
    static Membership begin(
            ActorSystem<?> system, Roster roster, List<String> seeds, boolean finds, Executor executor) {
        Membership m = new Membership(system, roster, !seeds.isEmpty());
        if (seeds.isEmpty() && !finds) { // others that join it must not found clusters of their own
            roster.beat(m.self).join();
            m.cluster.manager().tell(Join.create(m.cluster.selfMember().address()));
        }
        List<Address> others = seeds.stream()
                .filter(s -> !s.equals(m.self.address()))
                .map(s -> akka.actor.AddressFromURIString.parse("akka://" + system.name() + "@" + s))
                .toList();
        if (!others.isEmpty()) {
            m.cluster.manager().tell(new JoinSeedNodes(others));
        }
        system.scheduler()
                .scheduleWithFixedDelay(
                        Duration.ZERO, LOOK, () -> executor.execute(m::look), system.executionContext());
        return m;
    }

    private static Node node(UniqueAddress a) {
        return new Node(a.address().host().get() + ":" + a.address().port().get(), a.longUid());
    }

    private void look() {
        if (!looking.compareAndSet(false, true)) {
            return; // the store hangs
        }
        try {
            if (!ended && !cluster.isTerminated()) {
                lookout.see(roster.read(), System.nanoTime() / 1_000_000);
                act(System.nanoTime() / 1_000_000);
            }
        } catch (StoreException e) {
            LOG.debug("the roster is not to be had", e);
        } finally {
            looking.set(false);
        }
    }

    private void act(long now) {
        MemberStatus status = cluster.selfMember().status();
        if (status == MemberStatus.removed()) { // not a member yet
            if (joinsByRoster && !founded && lookout.mayFound(now)) {
                found();
            }
            return;
        }
        if (status != MemberStatus.up() && status != MemberStatus.weaklyUp()) {
            return;
        }
        if (looks++ % BEAT_EVERY == 0) {
            var unused = roster.beat(self);
        }
        for (Node n : lookout.forgotten(now)) {
            var unused = roster.strike(n);
        }
        if (lookout.mustGiveWay(members(), now)) {
            LOG.warn("there is another, larger cluster on this proof store: this coordinator gives way");
            cluster.manager().tell(new Down(cluster.selfMember().address()));
        }
    }

    private void found() {
        if (roster.found(lookout.generation(), self).join()) {
            founded = true;
            LOG.info("{} founds a cluster", self.address());
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
        }
    }

    private Set<Node> members() {
        Set<Node> out = new HashSet<>();
        for (Member m : cluster.state().getMembers()) {
            out.add(node(m.uniqueAddress()));
        }
        return out;
    }

    /** Leaves the roster: others need not wait for this node. */
    void end() {
        ended = true;
        var unused = roster.strike(self);
    }
}
