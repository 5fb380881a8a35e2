package org.troop.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** JSON as maps, lists, strings, numbers, truth values and null, and the part of JSON Schema that our schemas use. */
final class Json {
    private Json() {}

    static @Nullable Object read(String text) {
        try (JsonParser p = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            p.nextToken();
            Object value = value(p);
            if (p.nextToken() != null) {
                throw new IllegalArgumentException("something follows the document");
            }
            return value;
        }
    }

    private static @Nullable Object value(JsonParser p) {
        return switch (p.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> out = new LinkedHashMap<>();
                while (p.nextToken() != JsonToken.END_OBJECT) {
                    String name = p.currentName();
                    p.nextToken();
                    out.put(name, value(p));
                }
                yield out;
            }
            case START_ARRAY -> {
                List<@Nullable Object> out = new ArrayList<>();
                while (p.nextToken() != JsonToken.END_ARRAY) {
                    out.add(value(p));
                }
                yield out;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> p.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> p.getString();
        };
    }

    /** Where a value is not as a schema says; properties that the schema does not know are a violation, too. */
    static List<String> violations(@Nullable Object value, Object schema) {
        List<String> out = new ArrayList<>();
        check("$", value, (Map<?, ?>) schema, (Map<?, ?>) schema, out);
        return out;
    }

    private static void check(String at, @Nullable Object value, Map<?, ?> given, Map<?, ?> root, List<String> out) {
        Map<?, ?> schema = given;
        if (schema.get("$ref") instanceof String ref) {
            schema = (Map<?, ?>) ((Map<?, ?>) root.get("$defs")).get(ref.substring("#/$defs/".length()));
        }
        Object type = schema.get("type");
        if (type != null
                && (type instanceof List<?> l ? l : List.of(type)).stream().noneMatch(t -> is(value, t))) {
            out.add(at + ": " + value + " is no " + type);
        }
        if (schema.containsKey("const") && !Objects.equals(value, schema.get("const"))) {
            out.add(at + ": " + value);
        }
        if (schema.get("enum") instanceof List<?> l && !l.contains(value)) {
            out.add(at + ": " + value + " is none of " + l);
        }
        if (value instanceof Map<?, ?> m) {
            for (Object name : (List<?>) schema.get("required")) {
                if (!m.containsKey(name)) {
                    out.add(at + ": lacks " + name);
                }
            }
            Map<?, ?> properties = (Map<?, ?>) schema.get("properties");
            m.forEach((name, v) -> {
                if (properties.get(name) instanceof Map<?, ?> s) {
                    check(at + "." + name, v, s, root, out);
                } else {
                    out.add(at + ": " + name + " is not in the schema");
                }
            });
        }
        if (value instanceof List<?> l) {
            for (Object v : l) {
                check(at + "[]", v, (Map<?, ?>) schema.get("items"), root, out);
            }
        }
    }

    private static boolean is(@Nullable Object value, Object type) {
        return switch ((String) type) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            default -> value == null;
        };
    }
}
