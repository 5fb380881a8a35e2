package org.troop.theory.syntax;

import java.lang.reflect.Method;
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
    /** How values of a record are written; an enum has no components. */
    private record Shape(byte[] name, Method[] accessors) {
        static Shape of(Class<?> type) {
            RecordComponent[] components = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
            Method[] accessors = new Method[components.length];
            Arrays.setAll(accessors, i -> components[i].getAccessor());
            return new Shape(utf8(type.getName()), accessors);
        }
    }

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private final MessageDigest out = sha256();
    private final byte[] buffer = new byte[512];
    private int filled;

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
            case Enum<?> e -> {
                bytes('e', SHAPES.get(e.getDeclaringClass()).name);
                text('c', e.name());
            }
            case Integer n -> number('i', n);
            case Long n -> text('n', n.toString());
            case Boolean b -> tag(b ? '+' : '-');
            case byte[] b -> bytes('y', b);
            case List<?> l -> {
                number('l', l.size());
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
        flush();
        return out.digest();
    }

    private void fields(Record r) {
        Shape shape = SHAPES.get(r.getClass());
        bytes('r', shape.name);
        for (Method accessor : shape.accessors) {
            try {
                add(accessor.invoke(r));
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException("no syntax: " + r.getClass(), e);
            }
        }
    }

    private void unordered(char tag, List<?> elements) {
        number(tag, elements.size());
        elements.stream()
                .map(x -> new SyntaxDigest().add(x).digest())
                .sorted(Arrays::compare)
                .forEach(b -> bytes('d', b));
    }

    private void text(char tag, String s) {
        bytes(tag, utf8(s));
    }

    private static byte[] utf8(String s) {
        return s.getBytes(StandardCharsets.UTF_8);
    }

    private void bytes(char tag, byte[] b) {
        number(tag, b.length);
        if (b.length > buffer.length) {
            flush();
            out.update(b);
            return;
        }
        if (filled + b.length > buffer.length) {
            flush();
        }
        System.arraycopy(b, 0, buffer, filled, b.length);
        filled += b.length;
    }

    private void number(char tag, int n) {
        tag(tag);
        for (int shift = 24; shift >= 0; shift -= 8) {
            buffer[filled++] = (byte) (n >>> shift);
        }
    }

    private void tag(char c) {
        if (filled + 5 > buffer.length) {
            flush();
        }
        buffer[filled++] = (byte) c;
    }

    private void flush() {
        out.update(buffer, 0, filled);
        filled = 0;
    }
}
