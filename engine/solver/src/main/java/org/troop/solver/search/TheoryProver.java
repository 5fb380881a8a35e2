package org.troop.solver.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.source.SourceApplication;
import org.troop.solver.system.Workspace;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofNode;

/** Proves the lemmas of a closed theory on the threads of this process; results do not depend on their number. */
public final class TheoryProver {
  /** Proofs are deep recursions over terms and trees. */
  private static final long STACK_BYTES = 1L << 30;

  private final ClosedTheory theory;
  private final ProverOptions options;
  private final Consumer<String> log;
  private final RuleIndex rules;
  private final SharedSources sources;

  /** @param log gets progress lines for standard error, from any thread */
  public TheoryProver(ClosedTheory theory, ProverOptions options, Consumer<String> log) {
    this.theory = theory;
    this.options = options;
    this.log = log;
    rules = new RuleIndex(theory);
    sources = new SharedSources(theory, rules, options.limits(), log);
  }

  public SharedSources sources() {
    return sources;
  }

  /**
   * Replays the stored proofs of all lemmas and completes those of the selected ones.
   *
   * @param selected lemmas whose open cases are searched
   * @return one result per lemma, in file order
   * @throws UnguardedLemmaException if a guarded form is needed that does not exist
   */
  public List<LemmaResult> prove(Predicate<Lemma> selected) {
    List<Lemma> lemmas = theory.lemmas();
    LemmaResult[] results = new LemmaResult[lemmas.size()];
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    int n = Math.max(1, Math.min(options.threads(), lemmas.size()));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Thread t =
          new Thread(
              null,
              () -> {
                try {
                  Workspace w = null;
                  int k;
                  while (failure.get() == null && (k = next.getAndIncrement()) < results.length) {
                    Lemma lemma = lemmas.get(k);
                    if (lemma.proof() == null && !selected.test(lemma)) {
                      results[k] = LemmaResult.of(lemma, SearchNode.leaf(new ProofMethod.Sorry(null)));
                      continue;
                    }
                    w = new Workspace(theory);
                    results[k] = prove(w, lemma, selected.test(lemma));
                  }
                } catch (Throwable e) {
                  failure.compareAndSet(null, e);
                }
              },
              "prover-" + i,
              STACK_BYTES);
      threads.add(t);
      t.start();
    }
    for (Thread t : threads) {
      joinUninterruptibly(t);
    }
    Throwable e = failure.get();
    if (e instanceof RuntimeException r) {
      throw r;
    }
    if (e instanceof Error r) {
      throw r;
    }
    return List.of(results);
  }

  private static void joinUninterruptibly(Thread t) {
    boolean interrupted = false;
    while (true) {
      try {
        t.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private LemmaResult prove(Workspace w, Lemma lemma, boolean search) {
    LemmaContext context = LemmaContext.of(theory, lemma, options.heuristic());
    Expander expander = new Expander(w, rules, context, sources, new SourceApplication(w, rules));
    ProofNode stored = lemma.proof() == null ? ProofNode.open() : lemma.proof();
    try {
      ProofReplay replay = new ProofReplay(expander, search ? n -> search(expander, n) : null);
      return LemmaResult.of(lemma, replay.replay(context.initialSystem(w), stored));
    } catch (UnguardedException e) {
      throw new UnguardedLemmaException(e);
    }
  }

  private SearchNode search(Expander expander, SearchNode root) {
    ProofSearch s =
        new ProofSearch(
            (n, depth) -> n.expand(expander.expand(n.system(), depth)), options.bound(), log);
    return s.run(root, options.strategy());
  }
}
