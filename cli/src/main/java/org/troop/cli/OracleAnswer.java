package org.troop.cli;

/**
 * What a script answered.
 *
 * @param status its exit status
 * @param output what it printed
 */
record OracleAnswer(int status, String output) {
    static UsageException timeout(String script, String lemma, int seconds) {
        return new UsageException(
                "the oracle '" + script + "' gave no answer within " + seconds + " s (lemma '" + lemma + "')");
    }
}
