package org.troop.cli.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.troop.cli.OracleScripts;
import org.troop.theory.syntax.Ranking;

/** What the answers of scripts that rank goals depend on: the scripts, and the files beside them that they name. */
public final class OracleFiles {
    private static final long LARGEST_FILE = 16 << 20;

    private final Map<String, Map<String, byte[]>> known = new ConcurrentHashMap<>();

    /** Contents by path; a script that is not there has none, and whoever asks it will hear of it. */
    public Map<String, byte[]> of(List<Ranking> rankings) {
        Map<String, byte[]> out = new TreeMap<>();
        for (Ranking r : rankings) {
            if (r instanceof Ranking.Oracle o) {
                out.putAll(known.computeIfAbsent(OracleScripts.script(o), OracleFiles::read));
            }
        }
        return out;
    }

    private static Map<String, byte[]> read(String script) {
        Map<String, byte[]> out = new TreeMap<>();
        try {
            Path place = Path.of(script);
            byte[] text = Files.readAllBytes(place);
            out.put(script, text);
            String words = new String(text, StandardCharsets.ISO_8859_1);
            try (Stream<Path> beside = Files.list(place.toAbsolutePath().getParent())) {
                for (Path f : beside.filter(Files::isRegularFile).toList()) {
                    String name = f.getFileName().toString();
                    if (words.contains(name) && Files.size(f) <= LARGEST_FILE) {
                        out.putIfAbsent(place.resolveSibling(name).toString(), Files.readAllBytes(f));
                    }
                }
            }
        } catch (IOException e) {
            return out;
        }
        return out;
    }
}
