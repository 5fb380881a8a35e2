package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A document: one content, many layouts; {@link Layout} picks one. Immutable. Widths are code points.
 *
 * <p>{@link #empty} is the absent document, neutral in every operator; {@code text("")} is a token of width 0 that takes
 * a line. Absent operands vanish while a document is built, so "is it empty?" is asked of its class alone.
 */
public abstract sealed class Doc {
    /** Marks a document that has no one-line layout. */
    static final int NO_FLAT = -1;

    /** Column of the first token, relative to the column where the document is placed. */
    final int lead;

    /** Width of the one-line layout from the first token on, or {@link #NO_FLAT}. */
    final int flat;

    private Doc(int lead, int flat) {
        this.lead = lead;
        this.flat = flat;
    }

    static final class Empty extends Doc {
        private static final Empty INSTANCE = new Empty();

        private Empty() {
            super(0, 0);
        }
    }

    static final class Text extends Doc {
        final String text;

        Text(String text, int width) {
            super(0, width);
            this.text = text;
        }
    }

    static final class Nest extends Doc {
        final int by;
        final Doc body;

        Nest(int by, Doc body) {
            super(by + body.lead, body.flat);
            this.by = by;
            this.body = body;
        }
    }

    /** A document of at least two parts, none of them empty. */
    abstract static sealed class Many extends Doc {
        final Doc[] items;

        Many(Doc[] items, int flat) {
            super(items[0].lead, flat);
            this.items = items;
        }
    }

    /** A many whose one-line layout has its parts in one row, with or without a blank between. */
    abstract static sealed class Gapped extends Many {
        /** Blanks between parts on one line: 0 or 1. */
        final int gap;

        Gapped(Doc[] items, int gap) {
            super(items, rowWidth(items, 0, gap));
            this.gap = gap;
        }
    }

    /** Parts beside each other, always. */
    static final class Row extends Gapped {
        Row(Doc[] items, int gap) {
            super(items, gap);
        }
    }

    /** {@code sep}, {@code cat}: a row if that fits, else a stack. */
    static final class Group extends Gapped {
        /** Width of the row of all items but the first, or {@link Doc#NO_FLAT}. */
        final int restFlat;

        Group(Doc[] items, int gap) {
            super(items, gap);
            restFlat = rowWidth(items, 1, gap);
        }
    }

    /** {@code fsep}, {@code fcat}: as many items per line as fit. */
    static final class Fill extends Gapped {
        Fill(Doc[] items, int gap) {
            super(items, gap);
        }
    }

    /** Parts below each other; with overlap a part continues the line above if it starts right of that line's end. */
    static final class Stack extends Many {
        final boolean overlap;

        Stack(Doc[] items, boolean overlap) {
            super(items, overlap ? overlapWidth(items) : NO_FLAT);
            this.overlap = overlap;
        }
    }

    private static int rowWidth(Doc[] items, int from, int gap) {
        int w = (items.length - 1 - from) * gap;
        for (int i = from; i < items.length; i++) {
            if (items[i].flat == NO_FLAT) {
                return NO_FLAT;
            }
            w += items[i].flat;
        }
        return w;
    }

    private static int overlapWidth(Doc[] items) {
        int column = items[0].lead;
        for (int i = 0; i < items.length; i++) {
            if (items[i].flat == NO_FLAT || (i > 0 && items[i].lead <= column)) {
                return NO_FLAT;
            }
            column = items[i].lead + items[i].flat;
        }
        return column - items[0].lead;
    }

    // Building.

    /** The absent document. */
    public static Doc empty() {
        return Empty.INSTANCE;
    }

    /** A token. Line breaks inside it are printed as they are and count as one column each. */
    public static Doc text(String s) {
        return new Text(s, s.codePointCount(0, s.length()));
    }

    public final boolean isEmpty() {
        return this instanceof Empty;
    }

    /** {@code this <> b}: b continues the last line and moves as a block. */
    public final Doc beside(Doc b) {
        if (this instanceof Text s && b instanceof Text t) {
            return new Text(s.text.concat(t.text), s.flat + t.flat);
        }
        return isEmpty() ? b : b.isEmpty() ? this : new Row(new Doc[] {this, b}, 0);
    }

    /** {@code this <> "s"}. */
    public final Doc beside(String s) {
        return beside(text(s));
    }

    /** {@code this <+> b}: beside with a blank between. */
    public final Doc spaced(Doc b) {
        if (this instanceof Text s && b instanceof Text t) {
            return new Text(s.text + " " + t.text, s.flat + 1 + t.flat);
        }
        return isEmpty() ? b : b.isEmpty() ? this : new Row(new Doc[] {this, b}, 1);
    }

    /** {@code this <+> "s"}. */
    public final Doc spaced(String s) {
        return spaced(text(s));
    }

    /** {@code this $$ b}: above, with overlap. */
    public final Doc above(Doc b) {
        return isEmpty() ? b : b.isEmpty() ? this : new Stack(new Doc[] {this, b}, true);
    }

    /** {@code this $-$ b}: above, without overlap. */
    public final Doc aboveStrict(Doc b) {
        return isEmpty() ? b : b.isEmpty() ? this : new Stack(new Doc[] {this, b}, false);
    }

    /** {@code this $--$ b}: above with one empty line between. */
    public final Doc paragraph(Doc b) {
        return isEmpty() ? b : b.isEmpty() ? this : new Stack(new Doc[] {this, text(""), b}, false);
    }

    /** All lines indented by {@code by} more (or less, if negative). */
    public final Doc nest(int by) {
        if (this instanceof Nest n) {
            return n.body.nest(by + n.by);
        }
        return by == 0 || isEmpty() ? this : new Nest(by, this);
    }

    public static Doc hcat(List<Doc> ds) {
        return many(ds, a -> new Row(a, 0));
    }

    public static Doc hsep(List<Doc> ds) {
        return many(ds, a -> new Row(a, 1));
    }

    public static Doc vcat(List<Doc> ds) {
        return many(ds, a -> new Stack(a, true));
    }

    /** Right fold of {@link #paragraph}. */
    public static Doc vsep(List<Doc> ds) {
        List<Doc> all = new ArrayList<>();
        for (Doc d : ds) {
            if (!d.isEmpty()) {
                if (!all.isEmpty()) {
                    all.add(text(""));
                }
                all.add(d);
            }
        }
        return many(all, a -> new Stack(a, false));
    }

    /** Everything on one line, separated by blanks, if that fits; else a stack. */
    public static Doc sep(List<Doc> ds) {
        return many(ds, a -> new Group(a, 1));
    }

    public static Doc sep(Doc... ds) {
        return sep(List.of(ds));
    }

    public static Doc cat(List<Doc> ds) {
        return many(ds, a -> new Group(a, 0));
    }

    /** Paragraph fill, separated by blanks. */
    public static Doc fsep(List<Doc> ds) {
        return many(ds, a -> new Fill(a, 1));
    }

    public static Doc fsep(Doc... ds) {
        return fsep(List.of(ds));
    }

    public static Doc fcat(List<Doc> ds) {
        return many(ds, a -> new Fill(a, 0));
    }

    /** {@code [d1 <> p, .., d(n-1) <> p, dn]}. */
    public static List<Doc> punctuate(String p, List<Doc> ds) {
        List<Doc> out = new ArrayList<>(ds.size());
        for (int i = 0; i < ds.size(); i++) {
            out.add(i + 1 < ds.size() ? ds.get(i).beside(p) : ds.get(i));
        }
        return out;
    }

    public static Doc commas(List<Doc> ds) {
        return fsep(punctuate(",", ds));
    }

    public static Doc parens(Doc d) {
        return text("(").beside(d).beside(")");
    }

    public static Doc quotes(Doc d) {
        return text("\"").beside(d).beside("\"");
    }

    public static Doc blockComment(Doc d) {
        return fsep(text("/*"), d, text("*/"));
    }

    public static Doc lineComment(String s) {
        return text("//").spaced(s);
    }

    /** Items {@code i. d}, counted from 1, numbers right-justified, with a {@code ""} line between. */
    public static Doc numbered(List<Doc> ds) {
        int digits = String.valueOf(ds.size()).length();
        List<Doc> out = new ArrayList<>(2 * ds.size());
        for (int i = 0; i < ds.size(); i++) {
            if (i > 0) {
                out.add(text(""));
            }
            String number = String.valueOf(i + 1);
            out.add(text(" ".repeat(digits - number.length()) + number + ". ").beside(ds.get(i)));
        }
        return many(out, a -> new Stack(a, false));
    }

    /** The same document with every token rewritten, and measured anew. */
    public final Doc mapText(UnaryOperator<String> f) {
        return switch (this) {
            case Empty e -> e;
            case Text t -> text(f.apply(t.text));
            case Nest n -> n.body.mapText(f).nest(n.by);
            case Row r -> new Row(mapItems(r, f), r.gap);
            case Group g -> new Group(mapItems(g, f), g.gap);
            case Fill g -> new Fill(mapItems(g, f), g.gap);
            case Stack s -> new Stack(mapItems(s, f), s.overlap);
        };
    }

    private static Doc[] mapItems(Many d, UnaryOperator<String> f) {
        Doc[] out = new Doc[d.items.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = d.items[i].mapText(f);
        }
        return out;
    }

    private interface Build {
        Doc of(Doc[] items);
    }

    private static Doc many(List<Doc> ds, Build build) {
        int n = 0;
        Doc only = empty();
        for (Doc d : ds) {
            if (!d.isEmpty()) {
                only = d;
                n++;
            }
        }
        if (n < 2) {
            return only;
        }
        Doc[] items = new Doc[n];
        n = 0;
        for (Doc d : ds) {
            if (!d.isEmpty()) {
                items[n++] = d;
            }
        }
        return build.of(items);
    }

    /** Laid out for the page of theories (110 columns). */
    @Override
    public final String toString() {
        return Layout.PAGE.render(this);
    }
}
