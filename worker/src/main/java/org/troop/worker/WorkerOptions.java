package org.troop.worker;

import java.nio.file.Path;
import org.troop.solver.search.GoalOracle;
import org.troop.solver.search.SourceCache;

/**
 * How a worker works.
 *
 * @param coordinator host:port, or several separated by commas: the next is dialled when one does not answer
 * @param name for people and logs
 * @param cores threads that search, at least 1
 * @param scratch directory for the files of theories
 * @param oracles runs the scripts of theories; {@link GoalOracle#NONE} refuses them
 * @param sources keeps computed sources of theories on this machine
 * @param shares whether computed sources are taken from other workers, and given to them
 */
public record WorkerOptions(
        String coordinator,
        String name,
        int cores,
        Path scratch,
        GoalOracle oracles,
        SourceCache sources,
        boolean shares) {
    /** Without keeping sources on this machine. */
    public WorkerOptions(String coordinator, String name, int cores, Path scratch, GoalOracle oracles) {
        this(coordinator, name, cores, scratch, oracles, SourceCache.NONE, true);
    }
}
