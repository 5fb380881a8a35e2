package org.troop.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Whether and how the scripts that rank goals are asked.
 *
 * @param isAllowed whether scripts are started at all
 * @param isOnly whether a node whose goals the script does not rank is left open
 * @param keepsInterpreters whether an interpreter is started once and answers many questions
 * @param isApart whether scripts start in the directory that they are in, and see nothing of this process's environment
 * @param seconds after which a question counts as failed
 */
public record OracleUse(boolean isAllowed, boolean isOnly, boolean keepsInterpreters, boolean isApart, int seconds) {
    public static final OracleUse DEFAULT = new OracleUse(true, false, true, false, 60);

    OracleUse none() {
        return new OracleUse(false, isOnly, keepsInterpreters, isApart, seconds);
    }

    OracleUse only() {
        return new OracleUse(isAllowed, true, keepsInterpreters, isApart, seconds);
    }

    OracleUse restarting() {
        return new OracleUse(isAllowed, isOnly, false, isApart, seconds);
    }

    OracleUse withSeconds(int limit) {
        return new OracleUse(isAllowed, isOnly, keepsInterpreters, isApart, Math.max(1, limit));
    }

    OracleUse apart() {
        return new OracleUse(isAllowed, isOnly, keepsInterpreters, true, seconds);
    }

    /** Starts a script, or an interpreter for it. */
    ProcessBuilder process(String script, List<String> command) {
        ProcessBuilder b = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        if (isApart) {
            b.directory(Path.of(script).toAbsolutePath().getParent().toFile());
            b.environment().keySet().retainAll(Set.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR"));
            b.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        }
        return b;
    }
}
