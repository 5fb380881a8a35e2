package org.troop.coordinator.sweep;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.proto.SourceFile;
import org.troop.proto.Theory;

/** What a theory may be, before it is stored and sent to workers, which write its files to their disks. */
final class TheoryLimits {
    static final int MOST_FILES = 1_000;
    private static final int MOST_DEFINES = 1_000;
    private static final int LONGEST_PATH = 500;
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_ROUNDS = 1_000_000;

    private TheoryLimits() {}

    private static final int LARGEST_SCRIPT = 16 << 20;

    /** What is wrong with a theory; null if nothing is. */
    static @Nullable String objection(Theory t) {
        if (t.getFilesCount() == 0 || t.getFilesCount() > MOST_FILES) {
            return "a theory has 1 to " + MOST_FILES + " files, not " + t.getFilesCount();
        }
        Set<String> paths = new HashSet<>();
        if (t.getFilesList().stream()
                .anyMatch(f -> f.getExecutable() && f.getContent().size() > LARGEST_SCRIPT)) {
            return "a script has at most " + LARGEST_SCRIPT + " bytes";
        }
        for (SourceFile f : t.getFilesList()) {
            if (!isPlain(f.getPath()) || !paths.add(f.getPath())) {
                return "a theory's files have different relative paths of at most " + LONGEST_PATH
                        + " characters without '..'; found '"
                        + f.getPath()
                                .substring(0, Math.min(LONGEST_PATH, f.getPath().length())) + "'";
            }
        }
        if (t.getDefinesCount() > MOST_DEFINES
                || t.getDefinesList().stream().anyMatch(d -> d.length() > LONGEST_TEXT)
                || t.getHeuristic().length() > LONGEST_TEXT
                || t.getOracle().length() > LONGEST_TEXT) {
            return "a theory has at most " + MOST_DEFINES + " flags, and flags, heuristic and oracle have at most "
                    + LONGEST_TEXT + " characters";
        }
        return isOutside(t.getOpenChains()) || isOutside(t.getSaturation())
                ? "a theory's open chains and saturation are 0 to " + MOST_ROUNDS
                : null;
    }

    /** Whether workers would run scripts for it. */
    static boolean wantsScripts(Theory t) {
        return !t.getNoOracles() && (t.getOracles() || t.getFilesList().stream().anyMatch(SourceFile::getExecutable));
    }

    private static boolean isOutside(int n) {
        return n < 0 || n > MOST_ROUNDS;
    }

    private static boolean isPlain(String path) {
        return !path.isEmpty()
                && path.length() <= LONGEST_PATH
                && path.chars().noneMatch(c -> c < ' ' || c == '\\' || c == ':')
                && List.of(path.split("/", -1)).stream().noneMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."));
    }
}
