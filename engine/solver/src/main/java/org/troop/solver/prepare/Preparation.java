package org.troop.solver.prepare;

import java.util.function.Consumer;
import org.troop.solver.auto.AutoSources;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.term.ac.AcService;
import org.troop.term.ac.AcSession;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.Closing;
import org.troop.theory.close.PartialEvaluation;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.syntax.Theory;

/**
 * How a theory is closed.
 *
 * @param specialise whether rules are partially evaluated first
 * @param verbose whether that says what it does
 * @param autoSources whether a sources lemma is generated if partial deconstructions remain
 * @param limits of the sources that this looks at
 */
public record Preparation(boolean specialise, boolean verbose, boolean autoSources, Limits limits) {
    /** Looks at a theory before it is partially evaluated. */
    public interface Checks {
        Checks NONE = closed -> {};

        void check(ClosedTheory closed) throws UnguardedException;
    }

    /**
     * @param checks gets the theory as it is before partial evaluation, to be checked
     * @param log gets lines about what is computed
     * @throws UnguardedException if a restriction has no guarded form
     */
    public ClosedTheory close(Theory open, Checks checks, Consumer<String> log) throws UnguardedException {
        AcSession session = new AcSession(open.signature());
        ClosedTheory closed = Closing.close(open, (signature, heads) -> new AcService(session, heads));
        checks.check(closed);
        if (specialise) {
            Theory special = PartialEvaluation.apply(open, verbose, log);
            closed = Closing.close(special, (signature, heads) -> new AcService(session, heads));
        }
        return autoSources ? new AutoSources(session, limits, log).extend(closed) : closed;
    }
}
