package org.troop.bench;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.troop.term.Sort;
import org.troop.term.store.TermStore;

/**
 * Fingerprints of terms for quick rejection (Schulz, "Fingerprint indexing for paramodulation and rewriting", IJCAR 2012,
 * as bit sets): eight positions of eight bits each, the set of heads that an instance of the term may have there. Two
 * terms with no common head at some position do not unify, modulo AC included: positions at and below message variables,
 * and those below an AC or C symbol, have all bits.
 *
 * <p>Implementation note. All positions are tested at once by the zero-byte test of a word ("Hacker's Delight", 6-1) on the
 * bitwise and. The test is exact for the question whether there is a zero byte.
 */
final class Fingerprints {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int ANY = 0xFF;

    /** Bits 0 to 5: hashed head symbols. */
    private static final int HASHED = 6;

    private static final int FRESH = 1 << 6;
    private static final int PUBLIC = 1 << 7;

    private Fingerprints() {}

    /** The positions root, 0, 1, 2, 0.0, 0.1, 1.0, 1.1 of a fact's only argument or of a term, from the lowest byte up. */
    static long of(TermStore s, int t) {
        if (!s.isApp(t)) {
            return at(s, t) | ~0xFFL;
        }
        long f = at(s, t);
        boolean open = s.heads.isCommutative(s.head(t));
        for (int i = 0; i < 3; i++) {
            f |= byteOf(s, t, i, open) << (8 * (i + 1));
        }
        for (int i = 0; i < 2; i++) {
            boolean known = !open && i < s.arity(t) && s.isApp(s.arg(t, i));
            boolean below = !known || s.heads.isCommutative(s.head(s.arg(t, i)));
            for (int j = 0; j < 2; j++) {
                f |= (known ? byteOf(s, s.arg(t, i), j, below) : ANY) << (8 * (4 + 2 * i + j));
            }
        }
        return f;
    }

    private static long byteOf(TermStore s, int t, int i, boolean open) {
        return open || i >= s.arity(t) ? ANY : at(s, s.arg(t, i));
    }

    private static long at(TermStore s, int t) {
        if (s.isApp(t)) {
            return s.sort(t) == Sort.NAT ? ANY : 1L << (s.head(t) % HASHED);
        }
        return switch (s.sort(t)) {
            case FRESH -> FRESH;
            case PUB -> PUBLIC;
            default -> ANY;
        };
    }

    /** Whether fingerprints leave a common head at each position. */
    static boolean compatible(long a, long b) {
        long z = a & b;
        return ((z - ONES) & ~z & HIGHS) == 0;
    }

    /** Writes the indices of candidates that may unify with the query; their number. */
    static int filter(long[] candidates, int length, long query, int[] out) {
        int n = 0;
        for (int i = 0; i < length; i++) {
            if (compatible(candidates[i], query)) {
                out[n++] = i;
            }
        }
        return n;
    }

    /** The same without a branch on the outcome. */
    static int filterBranchFree(long[] candidates, int length, long query, int[] out) {
        int n = 0;
        for (int i = 0; i < length; i++) {
            long z = candidates[i] & query;
            long zero = (z - ONES) & ~z & HIGHS;
            out[n] = i;
            n += (int) ((zero - 1 & ~zero) >>> 63);
        }
        return n;
    }

    /** The same with the Vector API. */
    static int filterVector(long[] candidates, int length, long query, int[] out) {
        LongVector q = LongVector.broadcast(SPECIES, query);
        int n = 0;
        int i = 0;
        for (int end = SPECIES.loopBound(length); i < end; i += SPECIES.length()) {
            LongVector z = LongVector.fromArray(SPECIES, candidates, i).and(q);
            LongVector zero = z.sub(ONES).lanewise(VectorOperators.AND_NOT, z).and(HIGHS);
            VectorMask<Long> hit = zero.eq(0);
            for (long bits = hit.toLong(); bits != 0; bits &= bits - 1) {
                out[n++] = i + Long.numberOfTrailingZeros(bits);
            }
        }
        for (; i < length; i++) {
            if (compatible(candidates[i], query)) {
                out[n++] = i;
            }
        }
        return n;
    }
}
