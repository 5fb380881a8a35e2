/**
 * Pictures of constraint systems: what a system says about a run as a graph of rule instances, made small (hidden adversary
 * steps, only the orderings that matter), with long terms abbreviated and nodes grouped by role; as Graphviz text and as JSON.
 * Reading a system is the only thing that knows terms of a store, everything else works on trees. Nothing here draws pixels.
 */
@NullMarked
package org.troop.solver.graph;

import org.jspecify.annotations.NullMarked;
