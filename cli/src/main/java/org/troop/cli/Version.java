package org.troop.cli;

/** The version that the build wrote into the jar's manifest; {@code development} when run from class files. */
public final class Version {
    /** The level of the original whose behaviour is matched. */
    private static final String LEVEL = "1.11.0";

    private Version() {}

    public static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** {@code troop 1.2.3}. */
    public static String banner() {
        return "troop " + number();
    }

    /** What a printed theory says about its origin: several lines, without a line break at the end. */
    static String generatedFrom() {
        return """
                Generated from:
                Tamarin version %s
                Troop version %s
                Maude version: none, unification and matching are Troop's own""".formatted(LEVEL, number());
    }

    /** The answer of the drop-in to {@code --version}; scripts read the first line. */
    static String text() {
        return """
                tamarin-prover %s, the level that is matched; this is Troop %s

                Troop is an independent implementation under the Apache License 2.0, without any warranty.
                The Tamarin prover is the work of its authors, see https://tamarin-prover.com.

                %s
                """.formatted(LEVEL, number(), generatedFrom());
    }
}
