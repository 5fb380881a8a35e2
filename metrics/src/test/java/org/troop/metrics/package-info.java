/** Tests of the endpoint over real HTTP. */
@NullMarked
package org.troop.metrics;

import org.jspecify.annotations.NullMarked;
