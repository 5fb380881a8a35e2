package org.troop.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What commands on theory files have in common. */
final class TheoryArguments {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|LEMMA",
            description =
                    "Theories, then names of lemmas; a name may end in a star. Behind the first file, what contains"
                            + " a dot or a slash is a file. Without a name: all lemmas.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = {"-D", "--define"},
            paramLabel = "FLAG",
            description = "Define a flag of the preprocessor (#ifdef).")
    List<String> defines = new ArrayList<>();

    List<String> files() {
        List<String> out = new ArrayList<>(arguments);
        out.subList(1, out.size()).removeIf(a -> !isFile(a));
        return out;
    }

    List<String> lemmas() {
        return arguments.stream().skip(1).filter(a -> !isFile(a)).toList();
    }

    private static boolean isFile(String argument) {
        return argument.indexOf('.') >= 0 || argument.indexOf('/') >= 0;
    }
}
