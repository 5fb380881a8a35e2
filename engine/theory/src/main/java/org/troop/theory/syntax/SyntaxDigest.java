package org.troop.theory.syntax;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A hash of syntax: of every component of every record below what is added, whichever records there are. Equal syntax has
 * equal hashes in any process; places in files and comments are not part of syntax.
 *
 * <p>Components are read by reflection on purpose: a component that is added to a record one day cannot be forgotten here.
 */
public final class SyntaxDigest {
    private final MessageDigest out = sha256();

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Adds a record, an enum constant, a text, a number, or a list, set or map of such.
     *
     * @throws IllegalArgumentException if it is or has something else
     */
    public SyntaxDigest add(@Nullable Object value) {
        switch (value) {
            case null -> tag('0');
            case String s -> text('s', s);
            case Enum<?> e -> text('e', e.getDeclaringClass().getName() + '.' + e.name());
            case Integer n -> text('n', n.toString());
            case Long n -> text('n', n.toString());
            case Boolean b -> text('b', b.toString());
            case byte[] b -> bytes('y', b);
            case List<?> l -> {
                text('l', "" + l.size());
                l.forEach(this::add);
            }
            case Set<?> s -> unordered('t', s.stream().toList());
            case Map<?, ?> m ->
                unordered(
                        'm',
                        m.entrySet().stream()
                                .map(e -> Arrays.asList(e.getKey(), e.getValue()))
                                .toList());
            case Record r -> fields(r);
            default -> throw new IllegalArgumentException("no syntax: " + value.getClass());
        }
        return this;
    }

    /** 32 bytes; nothing can be added any more. */
    public byte[] digest() {
        return out.digest();
    }

    private void fields(Record r) {
        text('r', r.getClass().getName());
        for (RecordComponent c : r.getClass().getRecordComponents()) {
            try {
                add(c.getAccessor().invoke(r));
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException("no syntax: " + r.getClass(), e);
            }
        }
    }

    private void unordered(char tag, List<?> elements) {
        text(tag, "" + elements.size());
        elements.stream()
                .map(x -> new SyntaxDigest().add(x).digest())
                .sorted(Arrays::compare)
                .forEach(out::update);
    }

    private void text(char tag, String s) {
        bytes(tag, s.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(char tag, byte[] b) {
        tag(tag);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.update((byte) (b.length >>> shift));
        }
        out.update(b);
    }

    private void tag(char c) {
        out.update((byte) c);
    }
}
