package org.troop.term;

/** Sorts of literals and terms, declared in their total order (used for sorting variables; Tamarin manual, "Sorts"). */
public enum Sort {
    PUB("$", "pub"),
    FRESH("~", "fresh"),
    MSG("", "msg"),
    NODE("#", "node"),
    NAT("%", "nat");

    private final String prefix;
    private final String label;

    Sort(String prefix, String label) {
        this.prefix = prefix;
        this.label = label;
    }

    /** The character written before a variable of this sort, empty for messages. */
    public String prefix() {
        return prefix;
    }

    /** The sort's name in input and in case names: {@code pub fresh msg node nat}. */
    public String label() {
        return label;
    }

    /** Whether every value of {@code other} is a value of this sort: equal, or this is MSG and other is PUB, FRESH or NAT. */
    public boolean contains(Sort other) {
        return this == other || (this == MSG && other != NODE);
    }
}
