package org.troop.cli.sweep;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import org.troop.cli.report.SweepReport.Cost;
import org.troop.cli.sweep.StateDirectory.Attempts;
import org.troop.solver.search.StoppableLemma;
import org.troop.theory.syntax.Item.Lemma;

/** Measures what the lemmas of a group take. */
final class LemmaMeter {
    private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<Thread, Long> atWork = new HashMap<>();

    private static final class Account {
        private final StoppableLemma run;
        private final Attempts before;
        private final long start = System.nanoTime();
        private long cpuNanos;
        private long bytes;

        Account(StoppableLemma run, Attempts before) {
            this.run = run;
            this.before = before;
        }

        void lookAtMemory() {
            bytes = Math.max(bytes, run.bytes());
        }
    }

    synchronized void starts(StoppableLemma run, Attempts before) {
        accounts.put(run.lemma().name(), new Account(run, before));
    }

    synchronized void works(Lemma lemma) {
        atWork.put(Thread.currentThread(), clock.getCurrentThreadCpuTime());
    }

    synchronized void rests(Lemma lemma) {
        Long since = atWork.remove(Thread.currentThread());
        Account a = accounts.get(lemma.name());
        if (since != null && a != null) {
            a.cpuNanos += clock.getCurrentThreadCpuTime() - since;
            a.lookAtMemory();
        }
    }

    /** To be called now and then. */
    synchronized void sample() {
        accounts.values().forEach(Account::lookAtMemory);
    }

    /** What a lemma has taken until now, by processes that ended included. */
    synchronized Cost cost(String lemma) {
        Account a = accounts.get(lemma);
        if (a == null) {
            return Cost.UNKNOWN;
        }
        return new Cost(
                a.before.seconds() + (System.nanoTime() - a.start) / 1e9,
                a.before.cpuSeconds() + a.cpuNanos / 1e9,
                a.bytes,
                a.run.expanded(),
                -1);
    }

    synchronized void ends(String lemma) {
        accounts.remove(lemma);
    }
}
