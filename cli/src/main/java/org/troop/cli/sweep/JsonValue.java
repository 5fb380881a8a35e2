package org.troop.cli.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.troop.cli.UsageException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** A JSON value that knows where it stands. */
sealed interface JsonValue {
    /** {@code file:line:column}. */
    String place();

    record Obj(String place, Map<String, JsonValue> members, Map<String, String> places) implements JsonValue {
        /** Null if it is not there, or is null. */
        @Nullable
        JsonValue get(String name) {
            JsonValue v = members.get(name);
            return v instanceof Null ? null : v;
        }
    }

    record Arr(String place, List<JsonValue> elements) implements JsonValue {}

    record Str(String place, String text) implements JsonValue {}

    record Num(String place, Number value) implements JsonValue {}

    record Bool(String place, boolean value) implements JsonValue {}

    record Null(String place) implements JsonValue {}

    /** What it is, in words. */
    default String kind() {
        return switch (this) {
            case Obj o -> "an object";
            case Arr a -> "a list";
            case Str s -> "'" + s.text + "'";
            case Num n -> n.value.toString();
            case Bool b -> Boolean.toString(b.value);
            case Null n -> "null";
        };
    }

    private UsageException not(String expected) {
        return new UsageException(place() + ": found " + kind() + ", expected " + expected);
    }

    default Obj object() {
        if (this instanceof Obj o) {
            return o;
        }
        throw not("an object");
    }

    default List<JsonValue> list() {
        if (this instanceof Arr a) {
            return a.elements;
        }
        throw not("a list");
    }

    default String text() {
        if (this instanceof Str s) {
            return s.text;
        }
        throw not("a string");
    }

    default List<String> texts() {
        return list().stream().map(JsonValue::text).toList();
    }

    /** A number from 0. */
    default long amount(String what) {
        if (this instanceof Num n && n.value.doubleValue() >= 0 && n.value.doubleValue() < 1e15) {
            return (long) Math.ceil(n.value.doubleValue());
        }
        throw not(what);
    }

    /**
     * Reads a document.
     *
     * @param file as it is named in complaints
     * @throws UsageException if it is not JSON, or an object has a member twice
     */
    static JsonValue read(String file, String text) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(100).build())
                .build();
        try (JsonParser p = factory.createParser(ObjectReadContext.empty(), text)) {
            if (p.nextToken() == null) {
                throw new UsageException(file + ":1:1: found nothing, expected a JSON object");
            }
            JsonValue v = new Reader(file, p).value();
            if (p.nextToken() != null) {
                throw new UsageException(place(file, p.currentTokenLocation())
                        + ": found something behind the end of the document, expected nothing");
            }
            return v;
        } catch (JacksonException e) {
            TokenStreamLocation l = e.getLocation();
            throw new UsageException((l == null ? file : place(file, l)) + ": this is no JSON: "
                    + e.getOriginalMessage().lines().findFirst().orElse("").replaceAll(" \\(start marker .*", ""));
        }
    }

    private static String place(String file, TokenStreamLocation l) {
        return file + ":" + l.getLineNr() + ":" + l.getColumnNr();
    }

    /** The values of a parser, from its current token on. */
    record Reader(String file, JsonParser parser) {
        JsonValue value() {
            String place = JsonValue.place(file, parser.currentTokenLocation());
            return switch (parser.currentToken()) {
                case START_OBJECT -> object(place);
                case START_ARRAY -> {
                    List<JsonValue> elements = new ArrayList<>();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        elements.add(value());
                    }
                    yield new Arr(place, elements);
                }
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Num(place, parser.getNumberValue());
                case VALUE_TRUE -> new Bool(place, true);
                case VALUE_FALSE -> new Bool(place, false);
                case VALUE_NULL -> new Null(place);
                default -> new Str(place, parser.getString());
            };
        }

        private Obj object(String place) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            Map<String, String> places = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                String at = JsonValue.place(file, parser.currentTokenLocation());
                parser.nextToken();
                places.put(name, at);
                if (members.put(name, value()) != null) {
                    throw new UsageException(at + ": '" + name + "' stands here a second time");
                }
            }
            return new Obj(place, members, places);
        }
    }
}
