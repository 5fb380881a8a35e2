package org.troop.theory.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.troop.theory.print.Doc.fsep;
import static org.troop.theory.print.Doc.sep;
import static org.troop.theory.print.Doc.text;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayoutTest {
    @Test
    void agreesWithTheRecordedLayouts() throws IOException {
        int n = 0;
        for (String line : Files.readAllLines(Shared.path("spec/02-layout-vectors.jsonl"))) {
            Map<?, ?> v = (Map<?, ?>) Json.parse(line);
            Layout layout = new Layout((int) v.get("line"), (int) v.get("ribbon"));
            assertEquals(v.get("out"), layout.render(doc(v.get("doc"))), line);
            n++;
        }
        assertTrue(n > 0);
    }

    private static Doc doc(Object o) {
        List<?> l = (List<?>) o;
        Object a = l.size() > 1 ? l.get(1) : null;
        return switch ((String) l.getFirst()) {
            case "text" -> text((String) a);
            case "empty" -> Doc.empty();
            case "nest" -> doc(l.get(2)).nest((int) a);
            case "beside" -> doc(a).beside(doc(l.get(2)));
            case "besideSp" -> doc(a).spaced(doc(l.get(2)));
            case "above" -> doc(a).above(doc(l.get(2)));
            case "aboveStrict" -> doc(a).aboveStrict(doc(l.get(2)));
            case "hcat" -> Doc.hcat(docs(l));
            case "hsep" -> Doc.hsep(docs(l));
            case "vcat" -> Doc.vcat(docs(l));
            case "sep" -> sep(docs(l));
            case "cat" -> Doc.cat(docs(l));
            case "fsep" -> fsep(docs(l));
            case "fcat" -> Doc.fcat(docs(l));
            default -> throw new IllegalArgumentException(l.toString());
        };
    }

    private static List<Doc> docs(List<?> l) {
        return l.stream().skip(1).map(LayoutTest::doc).toList();
    }

    @Test
    void agreesWithTheRewritingOnRandomDocuments() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Object d = RewritingLayout.random(random, 4);
            int width = 5 + random.nextInt(40);
            int ribbon = 3 + random.nextInt(width);
            assertEquals(
                    new RewritingLayout(width, ribbon).render(d),
                    new Layout(width, ribbon).render(doc(d)),
                    () -> "seed " + seed + " width " + width + " ribbon " + ribbon + " " + d);
        }
    }

    @Test
    void countsWhatFollowsAGroupOnItsLine() {
        Doc group = sep(text("alpha"), text("beta").nest(2), text("gamma"));
        Layout narrow = new Layout(30, 20);
        assertEquals("alpha beta gamma!!!!", narrow.render(group.beside("!!!!")));
        assertEquals("alpha\n  beta\ngamma!!!!!", narrow.render(group.beside("!!!!!")));
    }

    @Test
    void overlapsOnlyRightOfTheLineAbove() {
        Doc right = text("=").spaced("one").nest(6);
        assertEquals("~ltkA = one", text("~ltkA").above(right).toString());
        assertEquals("~ltkA.1\n      = one", text("~ltkA.1").above(right).toString());
    }

    @Test
    void startsALineAfterABrokenItemOfAFill() {
        Doc broken = sep(text("aaaaaaa"), text("bbbbbbb"));
        assertEquals("aaaaaaa\nbbbbbbb\nc", new Layout(40, 12).render(fsep(broken, text("c"))));
        assertEquals(
                "xx aaaaaaa bbbbbbb\nc d", new Layout(40, 18).render(fsep(text("xx"), broken, text("c"), text("d"))));
    }

    @Test
    void printsTheIndentationOfEmptyTokens() {
        assertEquals(
                "  a\n  \n  b",
                text("a").aboveStrict(text("")).aboveStrict(text("b")).nest(2).toString());
    }

    @Test
    void measuresCodePoints() {
        Doc d = sep(text("𝔸𝔸𝔸"), text("b"));
        assertEquals("𝔸𝔸𝔸 b", new Layout(5, 5).render(d));
    }

    @Test
    void laysOutHugeDocumentsWithoutRecursion() {
        Doc left = text("x");
        Doc right = text("x");
        Doc deep = text("x");
        List<Doc> wide = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            left = left.above(text("y"));
            right = text("y").aboveStrict(right);
            deep = sep(fsep(deep, text("y")).beside(")"), text("z"));
            wide.add(text("item"));
        }
        for (Doc d : List.of(left, right, deep, fsep(wide), sep(wide), Doc.fcat(wide))) {
            assertTrue(Layout.PAGE.render(d).length() > 200_000);
        }
        Doc row = text("x").nest(1);
        for (int i = 0; i < 200_000; i++) {
            row = row.beside(text("y").nest(1));
        }
        assertEquals(200_002, new Layout(1_000_000).render(row).length());
    }
}
