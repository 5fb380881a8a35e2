/**
 * The constraint-reduction rules: one class per rule, named as in the literature (Schmidt 2012, section 3.4; Meier 2013,
 * chapter 8). A rule changes the system of a {@link org.troop.solver.reduce.Branch}; it may choose, which makes several
 * branches, or fail, which makes none. Which goal is solved next, and what is a contradiction, is decided elsewhere.
 */
@NullMarked
package org.troop.solver.reduce;

import org.jspecify.annotations.NullMarked;
