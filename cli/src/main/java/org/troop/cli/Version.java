package org.troop.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest; {@code development} when run from class files. */
final class Version implements IVersionProvider {

    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"troop " + number()};
    }
}
