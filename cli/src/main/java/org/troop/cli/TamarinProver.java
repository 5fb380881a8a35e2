package org.troop.cli;

/** The drop-in for {@code tamarin-prover}: the original's flags, the original's output. */
public final class TamarinProver {

    private TamarinProver() {}

    public static void main(String[] args) {
        System.err.println("tamarin-prover (troop): proving is not there yet.");
        System.exit(4);
    }
}
