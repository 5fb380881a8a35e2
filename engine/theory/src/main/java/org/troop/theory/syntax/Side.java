package org.troop.theory.syntax;

/** The two systems of a diff theory. */
public enum Side {
    LEFT("left", "LHS"),
    RIGHT("right", "RHS");

    private final String label;
    private final String shortName;

    Side(String label, String shortName) {
        this.label = label;
        this.shortName = shortName;
    }

    /** {@code left}, {@code right}. */
    public String label() {
        return label;
    }

    /** {@code LHS}, {@code RHS}. */
    public String shortName() {
        return shortName;
    }
}
