@NullMarked
package org.troop.solver.validate;

import org.jspecify.annotations.NullMarked;
