package org.troop.worker;

import io.grpc.ManagedChannel;
import java.util.List;
import java.util.function.Function;

/** Channels to the coordinators that a worker may work for: one at a time, in the order in which they are named. Thread-safe. */
final class Coordinators {
    private final List<String> addresses;
    private final List<ManagedChannel> channels;
    private int chosen;

    /** @param addresses host:port, separated by commas */
    Coordinators(String addresses, Function<String, ManagedChannel> connect) {
        this.addresses = List.of(addresses.split(","));
        channels = this.addresses.stream().map(connect).toList();
    }

    synchronized ManagedChannel channel() {
        return channels.get(chosen);
    }

    synchronized String address() {
        return addresses.get(chosen);
    }

    /** The one that was chosen does not answer: the next is tried. */
    synchronized void next() {
        chosen = (chosen + 1) % channels.size();
    }

    void shutdown() {
        channels.forEach(ManagedChannel::shutdownNow);
    }
}
