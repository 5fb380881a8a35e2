/**
 * The commands: {@code troop} and the drop-in {@code tamarin-prover}. They read options, call the engine, print results
 * and turn errors into one sentence and an exit code. Not here: anything that decides a verdict.
 */
@NullMarked
package org.troop.cli;

import org.jspecify.annotations.NullMarked;
