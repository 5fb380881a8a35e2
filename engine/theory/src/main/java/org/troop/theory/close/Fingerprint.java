package org.troop.theory.close;

import java.nio.ByteBuffer;
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
    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13);

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 32 bytes. */
    public static byte[] of(ClosedTheory theory) {
        Fingerprint f = new Fingerprint();
        f.heads(theory.heads());
        f.terms(theory.base());
        f.flush();
        return f.digest.digest();
    }

    private void heads(Heads heads) {
        int n = heads.count();
        number(n);
        for (int h = 1; h < n; h++) {
            Heads.Layer layer = heads.layer(h);
            number(layer.ordinal());
            if (layer == Heads.Layer.FUNCTION || layer == Heads.Layer.FACT) {
                text(heads.key(h).toString());
            }
        }
        number(heads.stringCount());
        for (int i = 0; i < heads.stringCount(); i++) {
            text(heads.string(i));
        }
    }

    private void terms(TermStore s) {
        number(s.size());
        for (int t = 1; t < s.size(); t = s.next(t)) {
            int k = s.kind(t);
            number(k);
            if (k == TermStore.APP) {
                number(s.head(t));
                number(s.arity(t));
                for (int i = 0; i < s.arity(t); i++) {
                    number(s.arg(t, i));
                }
            } else {
                number(s.nameId(t));
                number(s.sort(t).ordinal());
                number(k == TermStore.VAR ? s.index(t) : 0);
            }
        }
    }

    private void text(String s) {
        byte[] b = s.getBytes(StandardCharsets.UTF_8);
        number(b.length);
        flush();
        digest.update(b);
    }

    private void number(int n) {
        if (buffer.remaining() < 4) {
            flush();
        }
        buffer.putInt(n);
    }

    private void flush() {
        digest.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
