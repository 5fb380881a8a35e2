/**
 * A discrete-event simulation of a cluster that searches one lemma's tree: what does the efficiency become with more workers than
 * this machine has cores? Trees are recorded from real searches ({@link org.troop.bench.sim.TreeRecorder}), the coordinator's
 * decisions about proofs are made by the engine's own {@link org.troop.solver.search.Frontier} and {@link
 * org.troop.solver.search.Rounds}, those about leases as in the coordinator and the worker; only time is simulated. Not here: load
 * tests of a running coordinator.
 */
@NullMarked
package org.troop.bench.sim;

import org.jspecify.annotations.NullMarked;
