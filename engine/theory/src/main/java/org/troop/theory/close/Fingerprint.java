package org.troop.theory.close;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/**
 * A hash of what encodings of a closed theory's systems and proofs refer to by number: heads, names, and the terms of the
 * base store. Processes with equal fingerprints understand each other's encodings.
 */
public final class Fingerprint {
    private Fingerprint() {}

    /** 32 bytes. */
    public static byte[] of(ClosedTheory theory) {
        MessageDigest d;
        try {
            d = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        heads(d, theory.heads());
        terms(d, theory.base());
        return d.digest();
    }

    private static void heads(MessageDigest d, Heads heads) {
        int n = heads.count();
        number(d, n);
        for (int h = 1; h < n; h++) {
            Heads.Layer layer = heads.layer(h);
            number(d, layer.ordinal());
            if (layer == Heads.Layer.FUNCTION || layer == Heads.Layer.FACT) {
                text(d, heads.key(h).toString());
            }
        }
        number(d, heads.stringCount());
        for (int i = 0; i < heads.stringCount(); i++) {
            text(d, heads.string(i));
        }
    }

    private static void terms(MessageDigest d, TermStore s) {
        number(d, s.size());
        for (int t = 1; t < s.size(); t++) {
            int k = s.kind(t);
            number(d, k);
            if (k == TermStore.APP) {
                number(d, s.head(t));
                number(d, s.arity(t));
                for (int i = 0; i < s.arity(t); i++) {
                    number(d, s.arg(t, i));
                }
            } else {
                number(d, s.nameId(t));
                number(d, s.sort(t).ordinal());
                number(d, k == TermStore.VAR ? s.index(t) : 0);
            }
        }
    }

    private static void text(MessageDigest d, String s) {
        byte[] b = s.getBytes(StandardCharsets.UTF_8);
        number(d, b.length);
        d.update(b);
    }

    private static void number(MessageDigest d, int n) {
        d.update((byte) (n >>> 24));
        d.update((byte) (n >>> 16));
        d.update((byte) (n >>> 8));
        d.update((byte) n);
    }
}
