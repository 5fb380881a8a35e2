package org.troop.solver.search;

import java.util.HexFormat;
import java.util.List;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.term.store.TermStore;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.Fingerprint;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.SyntaxDigest;

/** What computed sources depend on. */
public final class SourceKey {
    private static final int VERSION = 1;

    private final ClosedTheory theory;
    private final Limits limits;
    private final boolean refined;
    private String engine = "";
    private String hex = "";

    SourceKey(ClosedTheory theory, Limits limits, boolean refined) {
        this.theory = theory;
        this.limits = limits;
        this.refined = refined;
    }

    /**
     * A hash that takes microseconds and tells most theories apart: 16 hexadecimal digits. Equal keys have equal ones, so who
     * finds nothing under it need not compute {@link #hex}.
     */
    public String quick() {
        long h = 31L * theory.theory().name().hashCode() + (refined ? 1 : 0);
        h = mix(h, limits.openChains());
        h = mix(h, limits.saturation());
        h = mix(h, theory.heads().stringCount());
        TermStore s = theory.base();
        for (int t = 1; t < s.size(); t = s.next(t)) {
            h = mix(h, s.head(t));
            for (int i = 0, n = s.arity(t); i < n; i++) {
                h = mix(h, s.arg(t, i));
            }
        }
        return HexFormat.of().toHexDigits(h);
    }

    private static long mix(long h, int n) {
        long x = (h ^ n) * 0x9E3779B97F4A7C15L;
        return x ^ x >>> 32;
    }

    /**
     * 64 hexadecimal digits: a hash of the engine's code, of what encodings refer to by number, of the theory without lemmas,
     * comments and rankings, of the limits, and, for refined sources, of the lemmas that refine them.
     *
     * @param engine a hash of the engine's code
     */
    public synchronized String hex(String engine) {
        if (hex.isEmpty() || !engine.equals(this.engine)) {
            hex = compute(engine);
            this.engine = engine;
        }
        return hex;
    }

    private String compute(String engine) {
        SyntaxDigest d = new SyntaxDigest().add("sources").add(VERSION).add(engine);
        d.add(Fingerprint.of(theory)).add(limits).add(refined);
        ResultKey.addRules(d, theory);
        List<Lemma> assumptions = refined ? LemmaContext.refiningLemmas(theory) : List.of();
        assumptions.forEach(l -> ResultKey.add(d, l));
        return HexFormat.of().formatHex(d.digest());
    }
}
