package org.troop.cli.report;

/** Texts inside XML and HTML. */
final class Xml {
    private Xml() {}

    /** For element contents and quoted attributes; characters that XML 1.0 does not have become U+FFFD. */
    static String escaped(String s) {
        StringBuilder b = new StringBuilder(s.length() + 16);
        for (int c : s.codePoints().toArray()) {
            switch (c) {
                case '&' -> b.append("&amp;");
                case '<' -> b.append("&lt;");
                case '>' -> b.append("&gt;");
                case '"' -> b.append("&quot;");
                case '\'' -> b.append("&#39;");
                case '\n', '\r', '\t' -> b.append("&#").append(c).append(';');
                default -> b.appendCodePoint(isCharacter(c) ? c : 0xFFFD);
            }
        }
        return b.toString();
    }

    private static boolean isCharacter(int c) {
        return c >= ' ' && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }
}
