package org.troop.cli.sweep;

import java.util.List;
import org.troop.cli.Settings;
import org.troop.theory.syntax.Ranking;

/**
 * A lemma that is to be proved with certain options; it may stand in a sweep several times.
 *
 * @param task the first that asks for it
 * @param theory path of the file
 * @param settings with the limits of this lemma
 * @param rankings of its goals
 * @param stem of the names of its files, such as {@code task/lemma}
 */
record Job(String task, String theory, String lemma, Settings settings, List<Ranking> rankings, String stem) {}
