package org.troop.solver.source;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.troop.solver.source.Source.Case;
import org.troop.solver.system.MalformedCodeException;
import org.troop.solver.system.SystemCodec;
import org.troop.solver.system.Workspace;

/**
 * Computed sources as numbers from 0 that do not depend on a workspace: per source the number of its cases, per case its
 * names as code points and its system ({@link SystemCodec}). Goals are not written: they follow from the theory.
 */
public final class SourceCodec {
    private static final int VERSION = 1;

    private SourceCodec() {}

    /** Equal sources of one theory have equal codes. */
    public static int[] encode(Workspace w, List<Source> sources) {
        IntArrayList out = new IntArrayList();
        out.add(VERSION);
        out.add(sources.size());
        for (Source x : sources) {
            out.add(x.cases().size());
            for (Case k : x.cases()) {
                out.add(k.names().size());
                for (String name : k.names()) {
                    add(out, name.codePoints().toArray());
                }
                add(out, SystemCodec.encode(w, k.system()));
            }
        }
        return out.toIntArray();
    }

    private static void add(IntArrayList out, int[] numbers) {
        out.add(numbers.length);
        out.addElements(out.size(), numbers);
    }

    /**
     * Takes exactly the codes that {@link #encode} gives for some sources of the computation's theory.
     *
     * @throws MalformedCodeException for everything else
     */
    public static List<Source> decode(SourceComputation computation, int[] code) {
        return new Reader(code).read(computation.workspace(), computation.patterns());
    }

    private static final class Reader {
        private final int[] in;
        private int at;

        Reader(int[] in) {
            this.in = in;
        }

        List<Source> read(Workspace w, List<Integer> goals) {
            if (next() != VERSION || next() != goals.size()) {
                throw new MalformedCodeException("sources of another theory or version");
            }
            List<Source> out = new ArrayList<>(goals.size());
            for (int g : goals) {
                int n = length();
                List<Case> cases = new ArrayList<>(n);
                for (int i = 0; i < n; i++) {
                    cases.add(new Case(names(), SystemCodec.decodeUntrusted(w, numbers())));
                }
                out.add(new Source(g, cases));
            }
            if (at != in.length) {
                throw new MalformedCodeException("sources with " + (in.length - at) + " numbers too many");
            }
            return out;
        }

        private List<String> names() {
            int n = length();
            List<String> out = new ArrayList<>(n);
            for (int i = 0; i < n; i++) {
                int[] points = numbers();
                for (int p : points) {
                    if (!Character.isValidCodePoint(p)) {
                        throw new MalformedCodeException("a name that is no text");
                    }
                }
                out.add(new String(points, 0, points.length));
            }
            return out;
        }

        private int[] numbers() {
            int n = length();
            at += n;
            return Arrays.copyOfRange(in, at - n, at);
        }

        /** A number of things of at least one number each. */
        private int length() {
            int n = next();
            if (n < 0 || n > in.length - at) {
                throw new MalformedCodeException("sources that are cut short");
            }
            return n;
        }

        private int next() {
            if (at >= in.length) {
                throw new MalformedCodeException("sources that are cut short");
            }
            return in[at++];
        }
    }
}
