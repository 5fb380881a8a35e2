package org.troop.theory.print;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Where printed text goes: blocks below each other at given indentations, each laid out on its own and written through
 * when enough has gathered. Printing {@code a $-$ b} or {@code a $--$ b} block by block gives the same text as laying out
 * the whole, in memory for one block.
 */
public final class Page {
    private static final int ENOUGH = 1 << 15;

    private final Appendable target;
    private final Layout layout;
    private final StringBuilder pending = new StringBuilder();
    private boolean isBlank = true;
    private boolean wantsGap;

    public Page(Appendable target) {
        this(target, Layout.PAGE);
    }

    public Page(Appendable target, Layout layout) {
        this.target = target;
        this.layout = layout;
    }

    /** {@code .. $-$ nest indent d}. */
    public void below(Doc d, int indent) {
        if (d.isEmpty()) {
            return;
        }
        separate();
        layout.render(d, indent, pending);
        if (pending.length() > ENOUGH) {
            flush();
        }
    }

    public void below(Doc d) {
        below(d, 0);
    }

    /** {@code .. $-$ nest indent "s"}. */
    void below(String s, int indent) {
        separate();
        pending.repeat(' ', indent).append(s);
    }

    /** Joins what follows by {@code $--$}: an empty line before the next block, unless none comes or none came before. */
    public void paragraph() {
        wantsGap = !isBlank;
    }

    /** {@code .. $--$ d}. */
    public void paragraph(Doc d) {
        paragraph();
        below(d, 0);
    }

    private void separate() {
        if (!isBlank) {
            pending.append(wantsGap ? "\n\n" : "\n");
        }
        wantsGap = false;
        isBlank = false;
    }

    /** Writes what has gathered to the target. Must be called at the end. */
    public void flush() {
        try {
            target.append(pending);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pending.setLength(0);
    }
}
