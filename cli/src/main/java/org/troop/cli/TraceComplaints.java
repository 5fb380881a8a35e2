package org.troop.cli;

import java.io.PrintStream;
import java.util.Collection;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.TraceReport;
import org.troop.solver.validate.Validation.Mismatch;
import org.troop.solver.validate.Validation.NotValidated;
import org.troop.solver.validate.Validation.Valid;

/** Says loudly which traces are none, and quietly which ones could not be validated. */
final class TraceComplaints {
    private TraceComplaints() {}

    /** @return whether something that was found is no trace: the run has then failed, whatever else it found */
    static boolean print(String program, String file, Collection<LemmaResult> results, PrintStream err) {
        boolean failed = false;
        for (LemmaResult r : results) {
            for (TraceReport t : r.traces()) {
                String where = file + ": lemma '" + r.lemma().name() + "', node "
                        + (t.path().isEmpty() ? "at the root" : t.path()) + ": ";
                switch (t.validation()) {
                    case Valid v -> {}
                    case NotValidated n ->
                        err.println(program + ": note: " + where + "the trace was not validated (" + n.reason() + ")");
                    case Mismatch m -> {
                        failed = true;
                        err.println(
                                program + ": INTERNAL ERROR: " + where + "what was found is not a trace: " + m.reason()
                                        + "; the lemma gets no verdict; please report it together with the theory");
                    }
                }
            }
        }
        err.flush();
        return failed;
    }
}
