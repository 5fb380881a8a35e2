package org.troop.solver.derive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.troop.solver.system.Workspace;
import org.troop.term.Sort;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.term.ac.AcLimitException;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.MacroExpansion;
import org.troop.theory.guard.Guarding;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.print.Doc;
import org.troop.theory.print.Report;
import org.troop.theory.print.Report.Problem;
import org.troop.theory.print.RulePrinter;
import org.troop.theory.print.TermPrinter;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Guarded;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.RuleAttribute;
import org.troop.theory.syntax.RuleE;

/**
 * Looks for rules with variables that the adversary cannot derive from the messages of the rule's premises: honest agents
 * could not either, so the rule matches on what nobody can look at.
 *
 * <p>This is defined by a proof per variable ({@link DerivationProof}). Almost always the same answer comes at once from a
 * closure of ground messages ({@link Deduction}). A variable in it is derivable; one that is not in the closure of messages
 * that tell more ({@link Overapproximation}) is not. Proofs are for what is left, and for theories with restrictions that
 * might rule out traces of such a small theory.
 */
public final class DerivationChecks {
    private static final long STACK_BYTES = 1L << 28;

    private final ClosedTheory closed;
    private final DerivationProof proof;
    private final boolean provesAll;
    private final boolean restrictionsHold;
    private final Deduction deduction;

    DerivationChecks(ClosedTheory closed, boolean autoSources, int threads, DerivationLimit limit)
            throws UnguardedException {
        this.closed = closed;
        provesAll = limit.isCounted() && !closed.theory().signature().theories().isEmpty();
        proof = new DerivationProof(closed.theory(), autoSources, limit.isCounted() ? 1 : threads, limit.queries());
        deduction = new Deduction(new Workspace(closed));
        boolean hold = true;
        for (Item.Restriction r : closed.theory().all(Item.Restriction.class)) {
            hold &= holdsWithoutActions(Guarding.convert(r.formula()));
        }
        restrictionsHold = hold;
    }

    /**
     * The entries of the report, one at most.
     *
     * @param closed the theory as it was written, closed
     * @param autoSources whether proofs use automatic source lemmas
     * @throws UnguardedException if a restriction has no guarded form
     */
    public static List<Problem> problems(ClosedTheory closed, boolean autoSources, int threads, DerivationLimit limit)
            throws UnguardedException {
        DerivationChecks checks = new DerivationChecks(closed, autoSources, threads, limit);
        FutureTask<List<Problem>> task = new FutureTask<>(checks::problems);
        Thread t = new Thread(null, task, "derivation-checks", STACK_BYTES);
        t.setDaemon(true);
        t.start();
        try {
            return limit.seconds() < 0 ? task.get() : task.get(limit.seconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            checks.proof.cancel();
            return List.of(timeout());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnguardedException u) {
                throw u;
            }
            if (e.getCause() instanceof AcLimitException || e.getCause() instanceof CancellationException) {
                return List.of(timeout());
            }
            throw new IllegalStateException("a message derivation check failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    private static Problem timeout() {
        return new Problem(
                Report.topic("Derivation Checks"),
                Doc.vcat(List.of(
                        Doc.text("Derivation checks timed out."),
                        Doc.text("Use --derivcheck-timeout=INT to configure timeout."),
                        Doc.text("Set to 0 to deactivate for no timeout."))));
    }

    private List<Problem> problems() throws UnguardedException {
        MacroExpansion macros = new MacroExpansion(closed.theory().macros());
        StringJoiner text = new StringJoiner("\n\n");
        for (Item.Rule item : closed.theory().all(Item.Rule.class)) {
            RuleE r = macros.expand(item.rule());
            if (r.attributes().contains(new RuleAttribute.NoDerivationCheck())) {
                continue;
            }
            Set<Var> missing = underivable(r);
            if (!missing.isEmpty()) {
                StringJoiner names = new StringJoiner(", ");
                missing.forEach(v -> names.add(TermPrinter.text(v)));
                text.add("Rule " + RulePrinter.shown(r.name()) + ": \nFailed to derive Variable(s): " + names);
            }
        }
        if (text.length() == 0) {
            return List.of();
        }
        return List.of(new Problem(
                Report.topic("Message Derivation Checks"),
                Doc.text("The variables of the following rule(s) are not derivable from their premises, you may be"
                        + " performing unintended pattern matching.\n\n" + text)));
    }

    /** The variables of the rule that cannot be derived, ascending. */
    Set<Var> underivable(RuleE r) throws UnguardedException {
        Set<Var> all = new TreeSet<>();
        r.occurrences(all);
        r.restrictions().forEach(f -> f.occurrences(all));
        all.removeIf(v -> v.sort() == Sort.NODE);
        List<Term> messages = new ArrayList<>();
        for (Fact f : r.premises()) {
            messages.addAll(f.args());
        }
        Set<Var> left = new TreeSet<>(all);
        Set<Var> undecided = new HashSet<>(all);
        if (!provesAll && restrictionsHold && deduction.start(messages)) {
            left.removeIf(deduction::derives);
            undecided.retainAll(left);
            if (!left.isEmpty() && Overapproximation.isSound(closed.signature())) {
                deduction.start(Overapproximation.of(messages));
                undecided.removeIf(v -> deduction.isComplete() && !deduction.derives(v));
            }
        }
        if (!undecided.isEmpty()) {
            left.removeAll(proof.derivable(all, messages, new TreeSet<>(undecided)));
        }
        return left;
    }

    /** Whether the formula holds in all traces where only the adversary acts, because of its guards alone. */
    private static boolean holdsWithoutActions(Guarded g) {
        return switch (g) {
            case Guarded.Atomic a -> false;
            case Guarded.Conj c -> c.parts().stream().allMatch(DerivationChecks::holdsWithoutActions);
            case Guarded.Disj d -> d.parts().stream().anyMatch(DerivationChecks::holdsWithoutActions);
            case Guarded.Quant q ->
                q.universal()
                        && (q.guards().stream().anyMatch(DerivationChecks::isOfHonestAgents)
                                || holdsWithoutActions(q.body()));
        };
    }

    private static boolean isOfHonestAgents(Atom a) {
        return a instanceof Atom.Action x
                && x.fact().tag().isProtocol()
                && !x.fact().tag().equals(FactTag.KNOWN)
                && !x.fact().tag().name().startsWith("Generated_");
    }
}
