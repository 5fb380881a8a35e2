package org.troop.theory.print;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Just enough JSON for the test vectors: objects, arrays, strings and integers. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Maps, lists, strings and ints. */
    static Object parse(String text) {
        return new Json(text).value();
    }

    private Object value() {
        blanks();
        return switch (text.charAt(at)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> number();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> out = new LinkedHashMap<>();
        for (at++; !closes('}'); ) {
            String key = string();
            blanks();
            at++;
            out.put(key, value());
        }
        return out;
    }

    private List<Object> array() {
        List<Object> out = new ArrayList<>();
        for (at++; !closes(']'); ) {
            out.add(value());
        }
        return out;
    }

    private boolean closes(char bracket) {
        blanks();
        if (text.charAt(at) == ',') {
            at++;
            blanks();
        }
        if (text.charAt(at) != bracket) {
            return false;
        }
        at++;
        return true;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                c = text.charAt(++at);
                switch (c) {
                    case 'n' -> c = '\n';
                    case 't' -> c = '\t';
                    case 'u' -> {
                        c = (char) Integer.parseInt(text, at + 1, at + 5, 16);
                        at += 4;
                    }
                    default -> {}
                }
            }
            out.append(c);
        }
        at++;
        return out.toString();
    }

    private int number() {
        int from = at;
        while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return Integer.parseInt(text, from, at, 10);
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }
}
