/**
 * Constraint systems as data: nodes, edges, orderings, formulas, goals and the equation store, all of them terms of one
 * store (Schmidt 2012, section 3.3), with what can be read off them: temporal order, actions, open goals. Nothing here
 * changes a system by inference; that is {@code org.troop.solver.reduce}.
 */
@NullMarked
package org.troop.solver.system;

import org.jspecify.annotations.NullMarked;
