package org.troop.coordinator.metrics;

import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.StreamSupport;

/** What a coordinator sees of the others. */
public final class ClusterMeters {
    private ClusterMeters() {}

    public static void observe(Cluster cluster, MeterRegistry registry) {
        Gauge.builder("troop.cluster.members", cluster, ClusterMeters::up)
                .description("Coordinators in the cluster, as this one sees them")
                .tag("status", "up")
                .register(registry);
        Gauge.builder(
                        "troop.cluster.members",
                        cluster,
                        c -> c.state().getUnreachable().size())
                .tag("status", "unreachable")
                .register(registry);
    }

    private static double up(Cluster cluster) {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .filter(m -> m.status() == MemberStatus.up())
                .count();
    }
}
