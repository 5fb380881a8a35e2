package org.troop.cli.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.troop.cli.Assumptions;
import org.troop.cli.LoadedTheory;
import org.troop.cli.Verdict;
import org.troop.cli.report.SweepReport.Cost;
import org.troop.cli.report.SweepReport.Entry;
import org.troop.cli.report.SweepReport.Outcome;
import org.troop.cli.report.SweepReport.Trace;
import org.troop.cli.sweep.StoredResult.Assumed;
import org.troop.solver.cache.EngineHash;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ResultKey;
import org.troop.solver.search.TraceReport;
import org.troop.solver.validate.Validation;
import org.troop.theory.print.LemmaPrinter;
import org.troop.theory.print.Page;
import org.troop.theory.print.ProofPrinter;
import org.troop.theory.syntax.Item.Lemma;

/** Says what came of a lemma in the words of reports. */
final class ResultMaker {
    private static final int MOST_TRACES = 100;

    private final Identity identity;
    private final OracleFiles oracles;
    private final Map<LoadedTheory, Facts> facts = new HashMap<>(1);

    /** What all results of a theory have in common. */
    private record Facts(String model, Assumptions assumptions, Map<String, String> statements) {
        static Facts of(LoadedTheory t) {
            Map<String, String> statements = new HashMap<>();
            t.lemmas().forEach(l -> statements.put(l.name(), ResultKey.ofStatement(l)));
            return new Facts(ResultKey.ofTheory(t.closed()), new Assumptions(t.closed()), statements);
        }
    }

    ResultMaker(Identity identity, OracleFiles oracles) {
        this.identity = identity;
        this.oracles = oracles;
    }

    private synchronized Facts facts(LoadedTheory t) {
        for (Map.Entry<LoadedTheory, Facts> e : facts.entrySet()) {
            if (e.getKey() == t) {
                return e.getValue();
            }
        }
        facts.clear();
        Facts f = Facts.of(t);
        facts.put(t, f);
        return f;
    }

    /** What the result of a job depends on, now that its theory is closed. */
    String key(Job job, LoadedTheory t) {
        return t.key(t.lemma(job.lemma()), EngineHash.hex(), oracles.of(job.rankings()))
                .hex();
    }

    StoredResult of(Job job, LoadedTheory t, LemmaResult r, Cost cost) {
        List<Trace> traces = new ArrayList<>();
        boolean isSound = true;
        for (TraceReport x : r.traces()) {
            isSound &= !(x.validation() instanceof Validation.Mismatch);
            if (traces.size() < MOST_TRACES) {
                traces.add(trace(x));
            }
        }
        Outcome outcome = !isSound
                ? Outcome.FAILED
                : switch (Verdict.of(r)) {
                    case VERIFIED -> Outcome.VERIFIED;
                    case FALSIFIED -> Outcome.FALSIFIED;
                    case OPEN -> Outcome.INCOMPLETE;
                };
        String stopped = isSound ? r.stopped() : "a trace was found that is none: an error of this program";
        Entry e = new Entry(
                job.lemma(),
                r.lemma().quantifier().text(),
                outcome,
                Verdict.text(r),
                r.steps(),
                stopped,
                null,
                cost,
                traces,
                List.of(),
                r.race(),
                false);
        return stored(job, t, e, Verdict.restsOnAssumptions(r));
    }

    /** @param isLimit it might end otherwise with more memory */
    StoredResult failed(Job job, LoadedTheory t, String why, boolean isLimit, Cost cost) {
        Entry e = new Entry(
                job.lemma(),
                t.lemma(job.lemma()).quantifier().text(),
                isLimit ? Outcome.INCOMPLETE : Outcome.FAILED,
                "analysis incomplete",
                -1,
                why,
                null,
                cost,
                List.of(),
                List.of(),
                null,
                false);
        return stored(job, t, e, false);
    }

    /** Of a job whose theory cannot be closed. */
    StoredResult failed(Job job, String why) {
        Entry e = new Entry(
                job.lemma(),
                "",
                Outcome.FAILED,
                "analysis incomplete",
                -1,
                why,
                null,
                Cost.UNKNOWN,
                List.of(),
                List.of(),
                null,
                false);
        return new StoredResult(
                identity.of(job), "", "", -1, "", "", List.of(), job.settings().lemmaLimits(), e);
    }

    private StoredResult stored(Job job, LoadedTheory t, Entry e, boolean rests) {
        Facts f = facts(t);
        List<Assumed> restsOn = new ArrayList<>();
        if (rests) {
            for (String l : f.assumptions.of(job.lemma())) {
                restsOn.add(new Assumed(l, f.statements.getOrDefault(l, "")));
            }
        }
        return new StoredResult(
                identity.of(job),
                key(job, t),
                t.open().name(),
                t.problems().size(),
                f.model,
                f.statements.getOrDefault(job.lemma(), ""),
                restsOn,
                job.settings().lemmaLimits(),
                e);
    }

    private static Trace trace(TraceReport x) {
        return switch (x.validation()) {
            case Validation.Valid v -> new Trace(x.path(), "valid", null, null);
            case Validation.Mismatch m -> new Trace(x.path(), "mismatch", m.reason(), null);
            case Validation.NotValidated n -> new Trace(x.path(), "not-validated", n.reason(), null);
        };
    }

    /** A lemma with its proof, as it stands in a theory. */
    static void printProof(LemmaResult r, Appendable out) {
        Lemma l = r.lemma();
        Page page = new Page(out);
        page.below(LemmaPrinter.doc(l), 0);
        ProofPrinter.printClosed(r.proof(), false, page);
        page.flush();
    }
}
