/**
 * A coordinator: keeps sweeps, partitions the search tree of each lemma over workers, merges their partial proofs, and survives
 * the loss of any process. It never expands a node: what it decides, it decides from paths and traces.
 *
 * <p>The life of a unit, one open node of a search, and of its lease:
 *
 * <pre>
 *                     merged parent (or the root)
 *                               |
 *              beyond the       v       next round
 *              limit      +---------- WAITING
 *                |        v
 *                +----- QUEUED &lt;----------------------------------+
 *                         |  claimed by a worker: a new epoch     |
 *                         v                                       | lease expired, given back,
 *   share, revoke &lt;---- LEASED ----&gt; ORPHANED --------------------+ or failed for lack of memory
 *                         |   stream       | the worker is back
 *                         |   broken       +--------&gt; LEASED (renewed: a new epoch)
 *                         v  result under the current epoch
 *                      MERGING   one transaction: fragment, open nodes as new units, traces, counters
 *                         |
 *                         v
 *                      MERGED    settled: the worker forgets the unit
 * </pre>
 *
 * A unit that is behind a trace is dropped in any state before MERGING. What is QUEUED, WAITING, or MERGED is in the store; LEASED,
 * ORPHANED, and MERGING are known to the owner of the search alone, and are QUEUED again for its successor.
 */
@NullMarked
package org.troop.coordinator;

import org.jspecify.annotations.NullMarked;
