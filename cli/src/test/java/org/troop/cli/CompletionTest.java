package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shells' own word on the scripts. */
final class CompletionTest {
    @TempDir
    Path dir;

    @Test
    void bashCompletesOptions() throws IOException, InterruptedException {
        Path script = Files.writeString(
                dir.resolve("troop.bash"),
                Ran.troop("completion", "bash").out() + "\nCOMP_WORDS=(troop prove --max)\nCOMP_CWORD=2\n"
                        + "COMP_LINE='troop prove --max'\n_complete_troop\necho \"${COMPREPLY[@]}\"\n");
        Process p = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, p.waitFor(), out);
        assertTrue(out.contains("--max-memory"), out);
        assertTrue(out.contains("--max-steps"), out);
    }

    @Test
    void fishKnowsCommandsAndOptions() {
        String out = Ran.troop("completion", "fish").out();
        assertTrue(out.contains("complete -c troop -n __fish_use_subcommand -f -a prove -d 'Proves or refutes"), out);
        assertTrue(out.contains("complete -c troop -n '__fish_seen_subcommand_from prove' -s b -l bound -r -d"), out);
    }

    @Test
    void otherShells() {
        Ran r = Ran.troop("completion", "csh");
        assertEquals(ExitCode.FAILED, r.code());
        assertEquals(
                "troop: found the shell 'csh', expected bash, zsh or fish\nTry 'troop completion --help'.\n", r.err());
    }
}
