package org.troop.solver.graph;

/** A colour; components from 0 to 1. */
record Rgb(double red, double green, double blue) {
    /**
     * A colour by hue (degrees from 0, below 360), saturation and value.
     *
     * @see <a href="https://en.wikipedia.org/wiki/HSL_and_HSV">HSV</a>
     */
    static Rgb ofHsv(double hue, double saturation, double value) {
        int sector = (int) Math.floor(hue / 60) % 6;
        double f = hue / 60 - Math.floor(hue / 60);
        double p = value * (1 - saturation);
        double q = value * (1 - saturation * f);
        double t = value * (1 - saturation * (1 - f));
        return switch (sector) {
            case 0 -> new Rgb(value, t, p);
            case 1 -> new Rgb(q, value, p);
            case 2 -> new Rgb(p, value, t);
            case 3 -> new Rgb(p, q, value);
            case 4 -> new Rgb(t, p, value);
            default -> new Rgb(value, p, q);
        };
    }

    /** {@code #rrggbb}. */
    String hex() {
        return "#" + hex(red) + hex(green) + hex(blue);
    }

    private static String hex(double c) {
        return String.format("%02x", Math.min(255, (int) Math.floor(256 * c)));
    }

    /** Whether white text is easier to read on it than black one. */
    boolean isDark() {
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5;
    }
}
