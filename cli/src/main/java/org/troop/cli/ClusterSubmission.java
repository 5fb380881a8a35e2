package org.troop.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.troop.cli.sweep.SweepPart;

/** Has a coordinator prove lemmas of theories, and follows it. */
final class ClusterSubmission {
    private final SweepClient client;
    private final SubmissionOptions options;
    private final Screen screen;
    private final List<String> ids = new ArrayList<>();

    ClusterSubmission(SweepClient client, SubmissionOptions options, Screen screen) {
        this.client = client;
        this.options = options;
        this.screen = screen;
    }

    /** Of the sweeps that were submitted. */
    List<String> ids() {
        return ids;
    }

    /** Submits one sweep for each part, then follows them to their ends unless they are detached; the exit code. */
    int run(List<SweepPart> parts) throws IOException, InterruptedException {
        int priority = options.priority();
        for (SweepPart p : parts) {
            String id = client.submit(
                    p.theory(),
                    p.settings(),
                    new LemmaPatterns(p.lemmas()),
                    priority,
                    SweepRequest.options(p.settings().lemmaLimits(), options),
                    screen.err());
            ids.add(id);
            screen.out().println("sweep " + id + ": " + p.theory() + (p.task().isEmpty() ? "" : " (" + p.task() + ")"));
        }
        screen.out().flush();
        int code = ExitCode.OK;
        for (String id : options.isDetached() ? List.<String>of() : ids) {
            code = Math.max(code, client.watch(id, screen.out()));
        }
        return code;
    }
}
