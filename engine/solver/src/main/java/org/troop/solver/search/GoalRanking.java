package org.troop.solver.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.troop.solver.system.OpenGoals.OpenGoal;
import org.troop.solver.system.OpenGoals.Usefulness;

/** The built-in goal rankings, by letter (Tamarin manual, "Heuristics"). All sorts are stable. */
final class GoalRanking {
    private final GoalPredicates is;

    GoalRanking(GoalPredicates predicates) {
        is = predicates;
    }

    /**
     * The goals, most promising first.
     *
     * @throws UnknownRankingException for a letter that names no ranking
     */
    List<OpenGoal> rank(int letter, List<OpenGoal> goals) {
        List<OpenGoal> l = new ArrayList<>(goals);
        l.sort(Comparator.comparingInt(OpenGoal::number));
        return switch (letter) {
            case 'C' -> l;
            case 'c' -> sortedBy(l, g -> g.usefulness().ordinal());
            case 's' -> smart(l, false);
            case 'S' -> smart(l, true);
            case 'i' -> injective(l, false);
            case 'I' -> injective(l, true);
            case 'p' -> sapic(l);
            case 'P' -> sapicPkcs11(l);
            default -> throw new UnknownRankingException(Character.toString(letter));
        };
    }

    /**
     * The first goal of {@link #rank}. For the smart rankings, classes are looked at only as far as the choice depends on
     * them: whether a symbol has a source with one case, say, is not asked while a better goal is there.
     */
    OpenGoal first(int letter, List<OpenGoal> goals) {
        if (letter != 's' && letter != 'S') {
            return rank(letter, goals).getFirst();
        }
        List<OpenGoal> best = new ArrayList<>();
        int bestKey = Integer.MAX_VALUE;
        for (OpenGoal g : goals) {
            boolean useful = letter == 'S' && is.isPremise(g);
            int key = (is.isNaturalSubterm(g) ? 8 : 0)
                    + 2 * (useful ? 0 : delayedWeight(g.usefulness()))
                    + (is.isLast(g) ? 1 : 0);
            if (key < bestKey) {
                bestKey = key;
                best.clear();
            }
            if (key == bestKey) {
                best.add(g);
            }
        }
        best.sort(Comparator.comparingInt(OpenGoal::number));
        for (Predicate<OpenGoal> k : smartClasses()) {
            for (OpenGoal g : best) {
                if (k.test(g)) {
                    return g;
                }
            }
        }
        return best.getFirst();
    }

    private List<Predicate<OpenGoal>> smartClasses() {
        return List.of(
                is::isChain,
                is::isDisjunction,
                is::isFirst,
                is::isUsefulProtocolPremise,
                is::isAction,
                is::isOtherPremise,
                is::isPrivateKnowledge,
                is::isFreshKnowledge,
                is::isSmallSplit,
                is::hasOneCase,
                is::isSignatureKnowledge,
                is::isDoubleExponentiation,
                is::isNoLargeSplit);
    }

    private static List<OpenGoal> sortedBy(List<OpenGoal> l, ToIntFunction<OpenGoal> key) {
        l.sort(Comparator.comparingInt(key));
        return l;
    }

    /** Goals by the first class that they satisfy; those of no class last. */
    @SafeVarargs
    private static List<OpenGoal> partition(List<OpenGoal> l, Predicate<OpenGoal>... classes) {
        return partition(l, List.of(classes));
    }

    private static List<OpenGoal> partition(List<OpenGoal> goals, List<Predicate<OpenGoal>> classes) {
        int[] keys = new int[goals.size()];
        Integer[] order = new Integer[keys.length];
        for (int i = 0; i < keys.length; i++) {
            order[i] = i;
            while (keys[i] < classes.size() && !classes.get(keys[i]).test(goals.get(i))) {
                keys[i]++;
            }
        }
        Arrays.sort(order, Comparator.comparingInt(i -> keys[i]));
        List<OpenGoal> out = new ArrayList<>(keys.length);
        for (int i : order) {
            out.add(goals.get(i));
        }
        return out;
    }

    private static int delayedWeight(Usefulness u) {
        return switch (u) {
            case USEFUL -> 0;
            case PROBABLY_CONSTRUCTIBLE, LOOP_BREAKER -> 1;
            case CURRENTLY_DEDUCIBLE -> 2;
        };
    }

    private static int processWeight(Usefulness u) {
        return switch (u) {
            case USEFUL, LOOP_BREAKER -> 0;
            case PROBABLY_CONSTRUCTIBLE -> 1;
            case CURRENTLY_DEDUCIBLE -> 2;
        };
    }

    private List<OpenGoal> premisesUseful(List<OpenGoal> l) {
        List<OpenGoal> out = new ArrayList<>(l.size());
        for (OpenGoal g : l) {
            out.add(is.isPremise(g) ? new OpenGoal(g.goal(), g.number(), Usefulness.USEFUL, g.annotations()) : g);
        }
        return out;
    }

    private List<OpenGoal> smart(List<OpenGoal> goals, boolean loopBreakersAllowed) {
        List<OpenGoal> l = partition(goals, smartClasses());
        l = partition(l, g -> !is.isLast(g));
        if (loopBreakersAllowed) {
            l = premisesUseful(l);
        }
        l = sortedBy(l, g -> delayedWeight(g.usefulness()));
        return partition(l, g -> !is.isNaturalSubterm(g));
    }

    private List<OpenGoal> injective(List<OpenGoal> goals, boolean loopBreakersAllowed) {
        List<OpenGoal> l = partition(
                goals,
                g -> is.hasNamePrefix(g, "I_") || is.isFreshKnowledge(g, "I_"),
                g -> is.isFreshKnowledge(g) || is.isFirst(g) || is.isChain(g),
                g -> is.isAction(g)
                        || is.isDisjunction(g)
                        || is.isPrivateKnowledge(g)
                        || is.isSmallSplit(g)
                        || is.hasOneCase(g)
                        || is.isUsefulProtocolPremise(g),
                g -> is.isDoubleExponentiation(g) || is.isSignatureKnowledge(g) || is.isPremiseNotKnowledge(g));
        l = partition(l, g -> is.isNoLargeSplit(g) && !is.isLast(g) && !is.isFreshKnowledge(g, "L_"));
        if (loopBreakersAllowed) {
            l = premisesUseful(l);
        }
        return sortedBy(l, g -> delayedWeight(g.usefulness()));
    }

    private List<OpenGoal> sapic(List<OpenGoal> goals) {
        List<OpenGoal> l = partition(
                goals,
                is::isChain,
                g -> is.isDisjunction(g) && !is.isProgress(g),
                g -> is.isPremise(g) && is.isFirst(g),
                g -> is.isPremiseNamed(g, "MID_Receiver"),
                g -> is.isPremiseNamed(g, "MID_Sender"),
                g -> is.isPremiseWithPrefix(g, "state_"),
                g -> is.isActionNamed(g, "Unlock"),
                g -> is.isFreshKnowledge(g, "F_"),
                g -> is.isInsert(g, "F_"),
                is::isUsefulProtocolPremise,
                g -> is.isAction(g) && !is.isNamed(g, "Insert") && !is.isNamed(g, "Receive"),
                is::isProgress,
                is::isOtherPremise,
                is::isPrivateKnowledge,
                is::isSmallSplit,
                is::hasOneCase,
                is::isDoubleExponentiation,
                is::isNoLargeSplit);
        l = sortedBy(
                l,
                g -> is.isInsert(g, "L_")
                        ? 4
                        : is.isPremise(g) && is.isLast(g)
                                ? 3
                                : is.isFreshKnowledge(g, "L_") ? 2 : is.isActionNamed(g, "Event") ? 1 : 0);
        return sortedBy(premisesUseful(l), g -> processWeight(g.usefulness()));
    }

    private List<OpenGoal> sapicPkcs11(List<OpenGoal> goals) {
        List<OpenGoal> l = partition(
                goals,
                is::isChain,
                is::isDisjunction,
                g -> is.isPremise(g) && is.isFirst(g),
                g -> is.isPremiseWithPrefix(g, "state_"),
                g -> is.isActionNamed(g, "Unlock"),
                g -> is.isInsert(g, "template"),
                is::isUsefulProtocolPremise,
                g -> is.isAction(g) && !is.isNamed(g, "Insert") && !is.isNamed(g, "Event"),
                is::isOtherPremise,
                is::isPrivateKnowledge,
                is::isSmallSplit,
                is::hasOneCase,
                is::isDoubleExponentiation,
                is::isNoLargeSplit);
        l = sortedBy(
                l,
                g -> is.isFreshKnowledge(g, "h")
                        ? 3
                        : is.isPremise(g) && is.isLast(g) ? 2 : is.isActionNamed(g, "Event") ? 1 : 0);
        return sortedBy(premisesUseful(l), g -> processWeight(g.usefulness()));
    }
}
