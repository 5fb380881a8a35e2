package org.troop.cli;

import org.troop.proto.Limits;
import org.troop.proto.SweepOptions;

/** What a coordinator is asked for, beside the theory. Apart from the options' classes, which do without the cluster's libraries. */
final class SweepRequest {
    private SweepRequest() {}

    /** @param limits per lemma */
    static SweepOptions options(LemmaLimits limits, SubmissionOptions how) {
        SweepOptions.Builder b = options(limits, how.race()).toBuilder();
        b.getLimitsBuilder().setWorkMillis(1_000 * how.workSeconds());
        return b.build();
    }

    /** @param limits per lemma */
    static SweepOptions options(LemmaLimits limits, RaceArguments race) {
        Limits.Builder l = Limits.newBuilder();
        if (limits.seconds() != LemmaLimits.NONE) {
            l.setTimeMillis(1_000 * limits.seconds());
        }
        if (limits.steps() != LemmaLimits.NONE) {
            l.setNodes(limits.steps());
        }
        if (limits.bytes() != LemmaLimits.NONE) {
            l.setMemoryBytes(limits.bytes());
        }
        return SweepOptions.newBuilder()
                .setLimits(l)
                .addAllRace(race.rankings())
                .setFirstTrace(race.isFirstTraceEnough())
                .build();
    }
}
