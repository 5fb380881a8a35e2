@NullMarked
package org.troop.solver.graph;

import org.jspecify.annotations.NullMarked;
