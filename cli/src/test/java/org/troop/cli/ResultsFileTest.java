package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code troop prove --json}. */
final class ResultsFileTest {
    @TempDir
    Path dir;

    private Map<?, ?> results(int code, Object... args) throws IOException {
        Path json = dir.resolve("r/results.json");
        Object[] all = new Object[args.length + 3];
        all[0] = "prove";
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = "--json";
        all[args.length + 2] = json;
        Ran r = Ran.troop(all);
        assertEquals(code, r.code(), r.err());
        Object value = Json.read(Files.readString(json));
        Object schema = Json.read(Files.readString(Ran.home().resolve("docs/results.schema.json")));
        assertEquals(List.of(), Json.violations(value, schema));
        return (Map<?, ?>) value;
    }

    private static Map<?, ?> theory(Map<?, ?> results, int i) {
        return (Map<?, ?>) ((List<?>) results.get("theories")).get(i);
    }

    private static Map<?, ?> lemma(Map<?, ?> theory, String name) {
        for (Object l : (List<?>) theory.get("lemmas")) {
            if (((Map<?, ?>) l).get("name").equals(name)) {
                return (Map<?, ?>) l;
            }
        }
        throw new AssertionError("no lemma " + name);
    }

    @Test
    void saysWhatIsKnownAboutEveryLemma() throws IOException {
        Path servers = Ran.home().resolve("examples/key-server.spthy");
        Map<?, ?> t = theory(results(ExitCode.OK, servers, "--threads=2", "ticket*", "session*"), 0);
        assertEquals("KeyServer", t.get("theory"));
        assertEquals(true, t.get("complete"));
        assertEquals(2, ((Map<?, ?>) t.get("options")).get("threads"));
        Map<?, ?> ticket = lemma(t, "ticket_is_accepted_once");
        assertEquals("falsified", ticket.get("verdict"));
        assertEquals("falsified - found trace", ticket.get("summary"));
        assertEquals(7, ticket.get("steps"));
        assertEquals("valid", ((Map<?, ?>) ((List<?>) ticket.get("traces")).getFirst()).get("validation"));
        assertEquals(List.of(), ticket.get("assumptions"));
        assertEquals(
                List.of("shared_keys_are_secret", "keys_come_from_the_server"),
                lemma(t, "session_keys_are_secret").get("assumptions"));
        Map<?, ?> other = lemma(t, "run_is_possible");
        assertEquals(false, other.get("selected"));
        assertEquals("none", other.get("verdict"));
    }

    @Test
    void severalTheoriesStandInTheirOrder() throws IOException {
        Path examples = Ran.home().resolve("examples");
        Map<?, ?> r = results(
                ExitCode.OK, examples.resolve("receipt-loop.spthy"), examples.resolve("counter.spthy"), "--quiet");
        assertEquals("Counter", theory(r, 1).get("theory"));
        assertEquals(2, ((List<?>) r.get("theories")).size());
    }

    @Test
    void warningsAndLimitsAreInIt() throws IOException {
        Path bad = Files.writeString(dir.resolve("bad.spthy"), """
                theory Bad begin
                rule A: [ Fr(~x), In(y) ] --[ P(~x) ]-> [ Out(z), St(~x) ]
                rule B: [ St(x) ] --[ Q(x) ]-> [ St(x) ]
                lemma l: "All x #i. Q(x) @ i ==> Ex #j. P(x) @ j & j < i"
                end
                """);
        Map<?, ?> t = theory(results(ExitCode.INCONCLUSIVE, bad, "--bound=2", "--timeout=60"), 0);
        Map<?, ?> warning = (Map<?, ?>) ((List<?>) t.get("warnings")).getFirst();
        assertEquals("Unbound variables", warning.get("topic"));
        assertEquals("none", lemma(t, "l").get("verdict"));
        assertEquals("analysis incomplete", lemma(t, "l").get("summary"));
        assertEquals(2, ((Map<?, ?>) t.get("options")).get("bound"));
        assertEquals(60, ((Map<?, ?>) t.get("options")).get("timeoutSeconds"));
    }
}
