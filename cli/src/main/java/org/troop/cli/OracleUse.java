package org.troop.cli;

/**
 * Whether and how the scripts that rank goals are asked.
 *
 * @param isAllowed whether scripts are started at all
 * @param isOnly whether a node whose goals the script does not rank is left open
 * @param keepsInterpreters whether an interpreter is started once and answers many questions
 * @param seconds after which a question counts as failed
 */
public record OracleUse(boolean isAllowed, boolean isOnly, boolean keepsInterpreters, int seconds) {
    static final OracleUse DEFAULT = new OracleUse(true, false, true, 60);

    OracleUse none() {
        return new OracleUse(false, isOnly, keepsInterpreters, seconds);
    }

    OracleUse only() {
        return new OracleUse(isAllowed, true, keepsInterpreters, seconds);
    }

    OracleUse restarting() {
        return new OracleUse(isAllowed, isOnly, false, seconds);
    }

    OracleUse withSeconds(int limit) {
        return new OracleUse(isAllowed, isOnly, keepsInterpreters, Math.max(1, limit));
    }
}
