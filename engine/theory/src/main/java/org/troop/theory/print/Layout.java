package org.troop.theory.print;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the layout of a document for a line length and a ribbon: a line of indentation i with t columns of text is
 * acceptable iff {@code i + t <= width} and {@code t <= ribbon}. Where a document offers a choice, the one-line
 * alternative is taken iff the current line stays acceptable up to the first place where it may end.
 *
 * <p>Implementation note. A {@link Frame} is an open block: its document, the part that comes next, the absolute column
 * where the block was placed and the number of breaks that had happened when the current part began ("was this part
 * broken?" is a comparison of two ints). Frames are immutable and linked, so looking ahead ({@link #fits}) continues
 * from any state without copying it. Looking ahead stops at the first possible line break; it visits at most
 * {@code width} tokens. It recurses only where a stacked alternative would overlap the current line, which costs a
 * column each time. A document that fits on the rest of the line is written without opening its blocks.
 */
public final class Layout {
    /** Theories, proofs, summaries. */
    public static final Layout PAGE = new Layout(110);

    /** Lines for oracles and tactics, texts that are embedded as one token, web pages. */
    public static final Layout LINE = new Layout(100);

    private final int width;
    private final int ribbon;

    /** The ribbon is two thirds of the width, rounded. */
    public Layout(int width) {
        this(width, (2 * width + 1) / 3);
    }

    public Layout(int width, int ribbon) {
        this.width = width;
        this.ribbon = ribbon;
    }

    public String render(Doc d) {
        StringBuilder out = new StringBuilder();
        render(d, 0, out);
        return out.toString();
    }

    /**
     * Appends the chosen layout, all lines shifted right by {@code indent} columns (which count for the line length). No
     * line break at the end. Nothing is written for {@link Doc#empty}.
     */
    public void render(Doc d, int indent, StringBuilder out) {
        if (!d.isEmpty()) {
            new Run(out).run(d, indent);
        }
    }

    /** An open block. {@code next} is the index of the part to place when the current one has ended. */
    private record Frame(
            Doc.Many doc,
            int next,
            int origin,
            int breaks,
            @Nullable Frame outer) {
        Doc part() {
            return doc.items[next];
        }

        /** The frame after placing the next part; closed blocks are dropped at once. */
        @Nullable
        Frame advance(int breaksNow) {
            return next + 1 == doc.items.length ? outer : new Frame(doc, next + 1, origin, breaksNow, outer);
        }

        /** Blanks between the current column and the part's first token if it is placed below; overlap if positive. */
        int overlap(int column) {
            return origin + part().lead - column;
        }
    }

    /** One layout in progress. */
    private final class Run {
        private final StringBuilder out;
        private boolean lineOpen;
        private int start;
        private int column;
        private int breaks;
        private @Nullable Frame open;

        Run(StringBuilder out) {
            this.out = out;
        }

        void run(Doc first, int indent) {
            place(first, indent);
            for (Frame f = open; f != null; f = open) {
                switch (f.doc) {
                    case Doc.Row r -> {
                        open = f.advance(0);
                        blanks(r.gap);
                        place(f.part(), column - f.part().lead);
                    }
                    case Doc.Stack s -> {
                        open = f.advance(0);
                        below(f, s.overlap);
                    }
                    case Doc.Group g -> group(f, g);
                    case Doc.Fill g -> fill(f, g);
                }
            }
        }

        private void group(Frame f, Doc.Group g) {
            if (f.next == 1 && f.breaks == breaks) {
                int w = g.gap + g.restFlat;
                if (g.restFlat != Doc.NO_FLAT && fits(f.outer, column + w, room() - w, breaks)) {
                    open = f.outer;
                    for (int i = 1; i < g.items.length; i++) {
                        blanks(g.gap);
                        flat(g.items[i]);
                    }
                    return;
                }
                breaks++;
            }
            open = f.advance(breaks);
            below(f, true);
        }

        private void fill(Frame f, Doc.Fill g) {
            Doc part = f.part();
            if (f.breaks == breaks) {
                int w = g.gap + part.flat;
                Frame rest = f.advance(breaks);
                if (part.flat != Doc.NO_FLAT && fits(rest, column + w, room() - w, breaks)) {
                    open = rest;
                    blanks(g.gap);
                    flat(part);
                    return;
                }
                breaks++;
            }
            int k = f.overlap(column);
            if (k <= 0) {
                breaks++;
            }
            open = f.advance(breaks);
            continueAt(f, k);
        }

        /** Places the next part of the frame below the text so far, or behind it where it overlaps. */
        private void below(Frame f, boolean mayOverlap) {
            int k = mayOverlap ? f.overlap(column) : 0;
            if (k <= 0) {
                breaks++;
            }
            continueAt(f, k);
        }

        private void continueAt(Frame f, int k) {
            if (k > 0) {
                blanks(k);
            } else {
                out.append('\n');
                lineOpen = false;
            }
            place(f.part(), f.origin);
        }

        /** Writes the document's first token, and as much as needs no decision; opens the blocks around it. */
        private void place(Doc d, int origin) {
            int at = origin + d.lead;
            if (!lineOpen) {
                lineOpen = true;
                start = at;
                column = at;
                out.repeat(' ', Math.max(at, 0));
            }
            for (; ; ) {
                if (d.flat != Doc.NO_FLAT
                        && (d instanceof Doc.Text || fits(open, column + d.flat, room() - d.flat, breaks))) {
                    flat(d);
                    return;
                }
                if (d instanceof Doc.Nest n) {
                    origin += n.by;
                    d = n.body;
                } else {
                    Doc.Many m = (Doc.Many) d;
                    open = new Frame(m, 1, origin, breaks, open);
                    d = m.items[0];
                }
            }
        }

        private int room() {
            return Math.min(width - start, ribbon) - (column - start);
        }

        private void blanks(int n) {
            out.repeat(' ', n);
            column += n;
        }

        /** Writes the one-line layout. */
        private void flat(Doc d) {
            Frame f = null;
            int origin = column - d.lead;
            for (; ; ) {
                while (!(d instanceof Doc.Text)) {
                    if (d instanceof Doc.Nest n) {
                        origin += n.by;
                        d = n.body;
                    } else {
                        Doc.Many m = (Doc.Many) d;
                        f = new Frame(m, 1, origin, 0, f);
                        d = m.items[0];
                    }
                }
                out.append(((Doc.Text) d).text);
                column += d.flat;
                if (f == null) {
                    return;
                }
                d = f.part();
                if (f.doc instanceof Doc.Gapped g) {
                    blanks(g.gap);
                    origin = column - d.lead;
                } else {
                    blanks(f.overlap(column));
                    origin = f.origin;
                }
                f = f.advance(0);
            }
        }
    }

    /**
     * Whether the current line stays within {@code room} more columns when what follows is laid out by the same rule.
     *
     * @param f the blocks that are open behind the text whose width was already taken from the room
     */
    private static boolean fits(@Nullable Frame f, int column, int room, int breaks) {
        while (room >= 0) {
            if (f == null) {
                return true;
            }
            Doc part = f.part();
            int origin = f.origin;
            int blanks;
            if (f.doc instanceof Doc.Row r) {
                blanks = r.gap;
                origin = column + r.gap - part.lead;
                f = f.advance(0);
            } else {
                blanks = f.overlap(column);
                if (blanks <= 0 || (f.doc instanceof Doc.Stack s && !s.overlap)) {
                    return true; // the line may end here
                }
                if (!(f.doc instanceof Doc.Stack) && f.breaks == breaks && (f.next == 1 || f.doc instanceof Doc.Fill)) {
                    Doc.Gapped g = (Doc.Gapped) f.doc;
                    boolean isGroup = g instanceof Doc.Group;
                    int w = g instanceof Doc.Group group ? group.restFlat : part.flat;
                    Frame rest = isGroup ? f.outer : f.advance(breaks);
                    if (w != Doc.NO_FLAT && fits(rest, column + g.gap + w, room - g.gap - w, breaks)) {
                        return true;
                    }
                    breaks++;
                }
                f = f.advance(breaks);
            }
            column += blanks;
            room -= blanks;
            Doc d = part;
            while (!(d instanceof Doc.Text)) {
                if (d instanceof Doc.Nest n) {
                    origin += n.by;
                    d = n.body;
                } else {
                    Doc.Many m = (Doc.Many) d;
                    f = new Frame(m, 1, origin, breaks, f);
                    d = m.items[0];
                }
            }
            column += d.flat;
            room -= d.flat;
        }
        return false;
    }
}
