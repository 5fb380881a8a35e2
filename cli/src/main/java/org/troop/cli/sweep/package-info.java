/**
 * Sweeps on one machine, without a coordinator: recipes, the order of work, what is kept so that a sweep goes on after its
 * process was killed, and how it is shown while it runs. Reports are made in {@code report}, sweeps of a cluster in the package
 * above.
 *
 * <p>A {@link org.troop.cli.sweep.Recipe} names tasks; {@link org.troop.cli.sweep.SweepPlan} makes
 * {@link org.troop.cli.sweep.Job}s of them, one for each lemma with its options, in {@link org.troop.cli.sweep.Group}s that
 * share a closed theory and its sources. {@link org.troop.cli.sweep.LocalSweep} proves group by group;
 * {@link org.troop.cli.sweep.StateDirectory} keeps a file for each job that is over, and the proof so far of each that runs:
 *
 * <pre>
 *   (nothing) --started--> LEMMA.running, then LEMMA.partial every minute --over--> LEMMA.proof, LEMMA.dot, LEMMA.json
 * </pre>
 *
 * A job is over when its {@code .json} is there, which is written last and appears at once.
 */
@NullMarked
package org.troop.cli.sweep;

import org.jspecify.annotations.NullMarked;
