package org.troop.solver.search;

import org.troop.solver.validate.Validation;

/**
 * What the validation of a trace in a proof found.
 *
 * @param path case names from the root of the proof, joined by slashes; "" at the root
 */
public record TraceReport(String path, Validation validation) {}
