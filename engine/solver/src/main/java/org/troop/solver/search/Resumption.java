package org.troop.solver.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.Expander.Expansion;
import org.troop.solver.search.Expander.NamedSystem;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.SystemCodec;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofNode;

/**
 * Builds the tree of an earlier search again, so that the search goes on where it was: only steps that lead to an open node or
 * to a trace are executed. What the search makes of it is what it would have made without the interruption, as that does not
 * depend on when which node was expanded.
 */
final class Resumption {
    private final ProofReplay steps;
    private final Expander expander;
    private final LemmaRun run;
    private final boolean isFinished;
    /** Nodes with an open one or a trace at or below them. */
    private final Set<ProofNode> live = Collections.newSetFromMap(new IdentityHashMap<>());

    Resumption(Expander expander, LemmaRun run, KnownProof known) {
        this.expander = expander;
        this.run = run;
        steps = new ProofReplay(expander, true);
        isFinished = known.isFinished();
        markLive(known.proof());
    }

    private boolean markLive(ProofNode n) {
        boolean isLive = n.method() instanceof ProofMethod.Solved
                || (!isFinished && n.method() instanceof ProofMethod.Sorry)
                || n.method() instanceof ProofMethod.Invalidated;
        for (ProofNode.Case k : n.cases()) {
            isLive |= markLive(k.proof());
        }
        if (isLive) {
            live.add(n);
        }
        return isLive;
    }

    /** Builds the tree into an open node. */
    void resume(ConstraintSystem c, ProofNode known, SearchNode n) {
        if (!live.contains(known)) {
            n.become(graft(known));
            run.addOpen(-1);
            return;
        }
        Expansion x = known.method() instanceof ProofMethod.Sorry ? null : steps.execute(c, known.method());
        if (x == null) {
            leaveWaiting(c, n);
            return;
        }
        Map<String, ProofNode> script = new HashMap<>();
        known.cases().forEach(k -> script.put(k.name(), k.proof()));
        List<NamedSystem> cases = isFinished
                ? x.cases().stream().filter(k -> script.containsKey(k.name())).toList()
                : x.cases();
        // The method as it was printed: a contradiction has its reason there.
        n.expand(x.cases().isEmpty() ? new Step.Plain(known.method()) : x.step(), cases);
        run.addOpen(cases.size() - 1L);
        if (n.isSolved()) {
            n.keepSolved(SystemCodec.encode(expander.workspace(), c));
        }
        for (int i = 0; i < cases.size(); i++) {
            ConstraintSystem d = cases.get(i).system();
            @Nullable ProofNode p = script.get(cases.get(i).name());
            if (p == null) {
                leaveWaiting(d, n.subproof(i));
            } else {
                resume(d, p, n.subproof(i));
            }
        }
    }

    private void leaveWaiting(ConstraintSystem c, SearchNode n) {
        int[] code = SystemCodec.encode(expander.workspace(), c);
        n.setWaiting(code);
        run.nowWaiting(code);
    }

    private static SearchNode graft(ProofNode known) {
        List<String> names = new ArrayList<>();
        List<SearchNode> children = new ArrayList<>();
        for (ProofNode.Case k : known.cases()) {
            names.add(k.name());
            children.add(graft(k.proof()));
        }
        return new SearchNode(
                new Step.Plain(known.method()),
                names.toArray(String[]::new),
                children.toArray(SearchNode[]::new),
                true);
    }
}
