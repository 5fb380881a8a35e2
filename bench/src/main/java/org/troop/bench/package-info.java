/**
 * Measurements: JMH micro benchmarks of the engine and comparison runs of the whole program. Not here: tests (a
 * benchmark never fails a build) and code that the product calls.
 */
@NullMarked
package org.troop.bench;

import org.jspecify.annotations.NullMarked;
