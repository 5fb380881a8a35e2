package org.troop.theory.parse;

import org.jspecify.annotations.Nullable;

/** What would have been possible at the furthest position that any alternative reached, and why it is not what is there. */
final class Expectations {
    private static final int MAX = 24;

    private int furthest = -1;
    private final String[] expected = new String[MAX];
    private final boolean[] isToken = new boolean[MAX];
    private int count;
    private @Nullable String complaint;
    /** Where what the complaint is about starts; at or before the furthest position. */
    private int complaintPlace;

    int furthest() {
        return furthest;
    }

    /**
     * Something did not match at {@code pos}.
     *
     * @param what a token, or words for a kind of token
     */
    void miss(int pos, String what, boolean token) {
        if (pos < furthest) {
            return;
        }
        if (pos > furthest) {
            furthest = pos;
            count = 0;
            complaint = null;
        }
        for (int i = 0; i < count; i++) {
            if (expected[i].equals(what)) {
                return;
            }
        }
        if (count < MAX) {
            isToken[count] = token;
            expected[count++] = what;
        }
    }

    /** What stands from {@code place} to {@code pos} is not allowed; the last complaint at the furthest position counts. */
    void complain(int pos, int place, String why) {
        if (pos < furthest) {
            return;
        }
        if (pos > furthest) {
            furthest = pos;
            count = 0;
        }
        complaint = why;
        complaintPlace = place;
    }

    /** Where to report a problem at {@code at}, which is the furthest position or behind it. */
    int placeOfProblem(int at) {
        return at == furthest && isAboutText(at) ? complaintPlace : at;
    }

    /** The complaint, if it is about text that was read; else what was found and expected, with the complaint as a hint. */
    String problem(int at, String found) {
        if (at != furthest) {
            return "found " + found;
        }
        if (complaint != null && isAboutText(at)) {
            return complaint;
        }
        StringBuilder sb = new StringBuilder("found ").append(found);
        for (int i = 0; i < count; i++) {
            sb.append(i == 0 ? ", expected " : i == count - 1 ? " or " : ", ")
                    .append(isToken[i] ? quoted(expected[i]) : expected[i]);
        }
        if (complaint != null) {
            sb.append("; ").append(complaint);
        }
        return sb.toString();
    }

    private boolean isAboutText(int at) {
        return complaint != null && (count == 0 || complaintPlace < at);
    }

    static String quoted(String token) {
        return token.equals("'") ? "a quote (')" : "'" + token + "'";
    }
}
