package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The layout engine as the specification states it: lazy rewriting. Slow, recursive, and plainly the rules. */
final class RewritingLayout {
    private final int width;
    private final int ribbon;

    RewritingLayout(int width, int ribbon) {
        this.width = width;
        this.ribbon = ribbon;
    }

    /** A reduced document; tails and second alternatives are computed on demand, once. */
    sealed interface R {}

    record End() implements R {}

    record Fail() implements R {}

    record Txt(String s, int n, Lazy rest) implements R {}

    record Nl(Lazy rest) implements R {}

    record Ind(int k, R rest) implements R {}

    record Alt(R first, Lazy second) implements R {}

    static final class Lazy {
        private @Nullable Supplier<R> how;
        private @Nullable R value;

        Lazy(Supplier<R> how) {
            this.how = how;
        }

        R get() {
            if (how != null) {
                value = how.get();
                how = null;
            }
            return value;
        }
    }

    private static final R END = new End();
    private static final R FAIL = new Fail();

    private static R ind(int k, R d) {
        return switch (d) {
            case Ind i -> ind(k + i.k, i.rest);
            case End e -> d;
            case Fail f -> d;
            default -> k == 0 ? d : new Ind(k, d);
        };
    }

    private static R alt(R a, Supplier<R> b) {
        return a instanceof End ? a : new Alt(a, new Lazy(b));
    }

    private static R flat(R d) {
        return switch (d) {
            case Nl n -> FAIL;
            case Alt a -> flat(a.first);
            case Txt t -> new Txt(t.s, t.n, new Lazy(() -> flat(t.rest.get())));
            case Ind i -> ind(i.k, flat(i.rest));
            default -> d;
        };
    }

    private static R glue(boolean gap, R q) {
        if (q instanceof Ind i) {
            return glue(gap, i.rest);
        }
        return q instanceof End || !gap ? q : new Txt(" ", 1, new Lazy(() -> q));
    }

    private static R drop(boolean overlap, int k, R q) {
        if (q instanceof Ind i) {
            return drop(overlap, k + i.k, i.rest);
        }
        if (q instanceof End) {
            return q;
        }
        return overlap && k > 0 ? new Txt(" ".repeat(k), k, new Lazy(() -> q)) : new Nl(new Lazy(() -> ind(k, q)));
    }

    /** The hooks of an operator. */
    private interface Later {
        R on(Supplier<R> rest, int k);
    }

    private static R walk(R d, int k, IntFunction<R> onEmpty, IntFunction<R> onEnd, Later later) {
        return switch (d) {
            case Fail f -> d;
            case End e -> onEmpty.apply(k);
            case Ind i -> ind(i.k, walk(i.rest, k - i.k, onEmpty, onEnd, later));
            case Alt a -> new Alt(walk(a.first, k, onEmpty, onEnd, later), new Lazy(() -> later.on(a.second::get, k)));
            case Nl n -> new Nl(new Lazy(() -> later.on(n.rest::get, k)));
            case Txt t ->
                new Txt(t.s, t.n, new Lazy(() -> {
                    R r = t.rest.get();
                    return r instanceof End ? onEnd.apply(k - t.n) : walk(r, k - t.n, onEmpty, onEnd, later);
                }));
        };
    }

    private static R beside(boolean gap, R a, R q) {
        return walk(a, 0, k -> q, k -> glue(gap, q), (r, k) -> beside(gap, r.get(), q));
    }

    private static R above(boolean overlap, R a, int k0, Supplier<R> q) {
        return walk(
                a, k0, k -> ind(k, q.get()), k -> drop(overlap, k, q.get()), (r, k) -> above(overlap, r.get(), k, q));
    }

    private static R row(boolean gap, List<R> ys) {
        R out = END;
        for (R y : ys.reversed()) {
            out = out instanceof End ? y : y instanceof End ? out : beside(gap, y, out);
        }
        return out;
    }

    private static R stack(List<R> ys) {
        R out = END;
        for (R y : ys.reversed()) {
            R below = out;
            out = out instanceof End ? y : y instanceof End ? out : above(true, y, 0, () -> below);
        }
        return out;
    }

    private static R group(boolean gap, List<R> ds) {
        if (ds.isEmpty()) {
            return END;
        }
        List<R> ys = ds.subList(1, ds.size());
        return walk(
                ds.getFirst(),
                0,
                k -> ind(k, group(gap, ys)),
                k -> alt(flat(glue(gap, row(gap, ys))), () -> drop(true, k, stack(ys))),
                (r, k) -> above(true, r.get(), k, () -> stack(ys)));
    }

    private static R fill(boolean gap, List<R> ds) {
        return ds.isEmpty() ? END : fill(gap, ds.getFirst(), 0, ds.subList(1, ds.size()));
    }

    private static R fill(boolean gap, R d, int k0, List<R> ys) {
        return walk(
                d,
                k0,
                k -> ind(k, fill(gap, ys)),
                k -> fillEnd(gap, k, ys),
                (r, k) -> above(true, r.get(), k, () -> fill(gap, ys)));
    }

    private static R fillEnd(boolean gap, int k, List<R> all) {
        List<R> ys = all.stream().dropWhile(y -> y instanceof End).toList();
        if (ys.isEmpty()) {
            return END;
        }
        R y = flat(ys.getFirst());
        while (y instanceof Ind i) {
            y = i.rest;
        }
        R beside = glue(gap, fill(gap, y, k - (gap ? 1 : 0), ys.subList(1, ys.size())));
        return alt(beside, () -> drop(true, k, fill(gap, ys)));
    }

    private static R reduce(Object doc) {
        List<?> l = (List<?>) doc;
        return switch ((String) l.getFirst()) {
            case "text" -> {
                String s = (String) l.get(1);
                yield new Txt(s, s.codePointCount(0, s.length()), new Lazy(() -> END));
            }
            case "empty" -> END;
            case "nest" -> ind((int) l.get(1), reduce(l.get(2)));
            case "beside" -> row(false, all(l));
            case "besideSp" -> row(true, all(l));
            case "above" -> stack(all(l));
            case "aboveStrict" -> {
                R a = reduce(l.get(1));
                R b = reduce(l.get(2));
                yield a instanceof End ? b : b instanceof End ? a : above(false, a, 0, () -> b);
            }
            case "hcat" -> row(false, all(l));
            case "hsep" -> row(true, all(l));
            case "vcat" -> stack(all(l));
            case "sep" -> group(true, all(l));
            case "cat" -> group(false, all(l));
            case "fsep" -> fill(true, all(l));
            case "fcat" -> fill(false, all(l));
            default -> throw new IllegalArgumentException(l.toString());
        };
    }

    private static List<R> all(List<?> l) {
        return l.stream().skip(1).map(RewritingLayout::reduce).toList();
    }

    String render(Object doc) {
        StringBuilder out = new StringBuilder();
        R d = reduce(doc);
        int c = 0;
        int start = Integer.MIN_VALUE;
        for (; ; ) {
            switch (d) {
                case End e -> {
                    return out.toString();
                }
                case Fail f -> throw new AssertionError("no layout");
                case Ind i -> {
                    c += i.k;
                    d = i.rest;
                }
                case Nl n -> {
                    out.append('\n');
                    start = Integer.MIN_VALUE;
                    d = n.rest.get();
                }
                case Txt t -> {
                    if (start == Integer.MIN_VALUE) {
                        out.append(" ".repeat(Math.max(c, 0)));
                        start = c;
                    }
                    out.append(t.s);
                    c += t.n;
                    d = t.rest.get();
                }
                case Alt a -> {
                    int room = Math.min(width - start, ribbon) - (c - start);
                    d = fits(a.first, room) ? a.first : a.second.get();
                }
            }
        }
    }

    private static boolean fits(R d, int room) {
        while (room >= 0) {
            switch (d) {
                case Fail f -> {
                    return false;
                }
                case End e -> {
                    return true;
                }
                case Nl n -> {
                    return true;
                }
                case Txt t -> {
                    room -= t.n;
                    d = t.rest.get();
                }
                case Ind i -> d = i.rest;
                case Alt a -> {
                    if (fits(a.first, room)) {
                        return true;
                    }
                    d = a.second.get();
                }
            }
        }
        return false;
    }

    /** A random document in the prefix notation of the vectors. */
    static List<Object> random(Random random, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return random.nextInt(12) == 0
                    ? List.of("empty")
                    : List.of("text", "abcdefghijklm".substring(random.nextInt(6), 6 + random.nextInt(7)));
        }
        String[] binary = {"beside", "besideSp", "above", "aboveStrict"};
        String[] lists = {"hcat", "hsep", "vcat", "sep", "cat", "fsep", "fcat", "sep", "cat", "fsep", "fcat"};
        int op = random.nextInt(3 + binary.length + lists.length);
        if (op < 3) {
            return List.of("nest", random.nextInt(14) - 4, random(random, depth - 1));
        }
        boolean isBinary = op < 3 + binary.length;
        List<Object> out = new ArrayList<>();
        out.add(isBinary ? binary[op - 3] : lists[op - 3 - binary.length]);
        int n = isBinary ? 2 : random.nextInt(5);
        for (int i = 0; i < n; i++) {
            out.add(random(random, depth - 1));
        }
        return out;
    }
}
