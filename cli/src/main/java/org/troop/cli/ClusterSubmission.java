package org.troop.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Has a coordinator prove lemmas of theories, and follows it. */
final class ClusterSubmission {
    private final SweepClient client;
    private final Settings settings;
    private final LemmaPatterns patterns;
    private final SubmissionOptions options;
    private final Screen screen;

    /** @param patterns which lemmas are proved */
    ClusterSubmission(
            SweepClient client, Settings settings, LemmaPatterns patterns, SubmissionOptions options, Screen screen) {
        this.client = client;
        this.settings = settings;
        this.patterns = patterns;
        this.options = options;
        this.screen = screen;
    }

    /** Submits one sweep for each file, then follows them to their ends unless they are detached; the exit code. */
    int run(List<String> files) throws IOException, InterruptedException {
        int priority = options.priority();
        List<String> ids = new ArrayList<>();
        for (String file : files) {
            String id = client.submit(file, settings, patterns, priority, screen.err());
            ids.add(id);
            screen.out().println("sweep " + id + ": " + file);
        }
        screen.out().flush();
        int code = ExitCode.OK;
        for (String id : options.isDetached() ? List.<String>of() : ids) {
            code = Math.max(code, client.watch(id, screen.out()));
        }
        return code;
    }
}
