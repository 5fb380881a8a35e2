package org.troop.solver.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ProverOptions;
import org.troop.solver.search.SourceCache;
import org.troop.solver.search.TheoryProver;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.Closing;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.print.ProofPrinter;

class LocalSourcesTest {
    private static final long ANY = 1L << 40;

    @TempDir
    Path directory;

    private static ClosedTheory theory(String constant) {
        String items = """
                theory T begin
                builtins: hashing
                rule A: [ Fr(~x) ] --[ Made(~x) ]-> [ Out(<%s, h(~x)>), S(~x) ]
                rule B: [ S(x), In(h(x)) ] --[ Done(x) ]-> [ Out(x) ]
                lemma types [sources]: "All x #i. Done(x) @ i ==> Ex #j. Made(x) @ j & j < i"
                lemma known: "All x #i #j. Done(x) @ i & KU(x) @ j ==> #i < #j"
                end
                """.formatted(constant);
        try {
            return Closing.close(TheoryParser.parseString(items, "test"));
        } catch (UnguardedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String prove(ClosedTheory t, SourceCache cache) {
        LemmaResult r = new TheoryProver(t, ProverOptions.DEFAULT.with(cache), line -> {})
                .prove(l -> true)
                .getLast();
        return r.steps() + " " + ProofPrinter.text(r.proof());
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(directory.resolve("sources"))) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void whatWasKeptIsFoundByTheNextProcess() throws IOException {
        String expected = prove(theory("'1'"), SourceCache.NONE);
        assertEquals(expected, prove(theory("'1'"), new LocalSources(directory, ANY, 0)));
        List<Path> kept = files();
        assertEquals(2, kept.size()); // raw and refined
        for (Path f : kept) {
            Files.setLastModifiedTime(f, FileTime.fromMillis(1_000));
        }
        assertEquals(expected, prove(theory("'1'"), new LocalSources(directory, ANY, 0)));
        assertEquals(kept, files());
        assertTrue(kept.stream().allMatch(f -> f.toFile().lastModified() > 1_000));
    }

    @Test
    void whatAnotherEngineKeptIsNotUsed() throws IOException {
        String expected = prove(theory("'1'"), new LocalSources(directory, ANY, 0));
        List<Path> others = new ArrayList<>();
        for (Path f : files()) {
            String name = f.getFileName().toString();
            others.add(Files.move(f, f.resolveSibling("0".repeat(16) + name.substring(16))));
        }
        assertEquals(expected, prove(theory("'1'"), new LocalSources(directory, ANY, 0)));
        assertEquals(4, files().size());
        assertTrue(files().containsAll(others));
    }

    @Test
    void whatIsComputedInAMomentIsNotKept() throws IOException {
        prove(theory("'1'"), new LocalSources(directory, ANY, Long.MAX_VALUE));
        assertEquals(List.of(), files());
    }

    @Test
    void damagedAndForeignEntriesAreReplaced() throws IOException {
        String expected = prove(theory("'1'"), new LocalSources(directory, ANY, 0));
        List<Path> kept = files();
        byte[] first = Files.readAllBytes(kept.get(0));
        byte[] second = Files.readAllBytes(kept.get(1));
        Files.write(kept.get(0), second);
        second[second.length / 2] ^= 1;
        Files.write(kept.get(1), second);
        assertEquals(expected, prove(theory("'1'"), new LocalSources(directory, ANY, 0)));
        second[second.length / 2] ^= 1;
        assertEquals(List.of(first.length, second.length), List.of((int) Files.size(kept.get(0)), (int)
                Files.size(kept.get(1))));
        assertEquals(-1, java.util.Arrays.mismatch(first, Files.readAllBytes(kept.get(0))));
        assertEquals(-1, java.util.Arrays.mismatch(second, Files.readAllBytes(kept.get(1))));
    }

    @Test
    void theLeastRecentlyUsedGoesFirst() throws IOException {
        prove(theory("'1'"), new LocalSources(directory, ANY, 0));
        List<Path> old = files();
        long bytes = 0;
        for (Path f : old) {
            Files.setLastModifiedTime(f, FileTime.fromMillis(1_000));
            bytes += Files.size(f);
        }
        prove(theory("'2'"), new LocalSources(directory, bytes + bytes / 2, 0));
        List<Path> now = new ArrayList<>(files());
        long size = 0;
        for (Path f : now) {
            size += Files.size(f);
        }
        assertTrue(size <= bytes + bytes / 2);
        assertTrue(now.size() >= 2);
        now.removeAll(old);
        assertEquals(2, now.size());
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNoProblem() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        String expected = prove(theory("'1'"), SourceCache.NONE);
        assertEquals(expected, prove(theory("'1'"), new LocalSources(file, ANY, 0)));
    }

    @Test
    void severalThreadsMayShareADirectoryThatIsAlwaysFull() throws Exception {
        List<ClosedTheory> theories = List.of(theory("'1'"), theory("'2'"), theory("'3'"));
        List<String> expected =
                theories.stream().map(t -> prove(t, SourceCache.NONE)).toList();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int shift = i;
            Thread t = new Thread(() -> {
                for (int k = 0; k < 12; k++) {
                    int n = (k + shift) % theories.size();
                    assertEquals(expected.get(n), prove(theories.get(n), new LocalSources(directory, 1_500, 0)));
                }
            });
            t.setUncaughtExceptionHandler((x, e) -> failure.set(e));
            t.start();
            threads.add(t);
        }
        for (Thread t : threads) {
            t.join();
        }
        assertSame(null, failure.get());
        assertFalse(files().stream().anyMatch(f -> f.getFileName().toString().startsWith(CacheBound.TEMPORARY)));
    }

    @Test
    void theEnvironmentNamesTheDirectory() {
        assertSame(SourceCache.NONE, LocalSources.of(Map.of("TROOP_CACHE", "off", "HOME", "/h")));
        assertSame(SourceCache.NONE, LocalSources.of(Map.of()));
        assertEquals(
                "/h/.cache/troop/sources", LocalSources.of(Map.of("HOME", "/h")).toString());
        assertEquals(
                "/x/troop/sources",
                LocalSources.of(Map.of("HOME", "/h", "XDG_CACHE_HOME", "/x")).toString());
        assertEquals(
                "/c/sources",
                LocalSources.of(Map.of("TROOP_CACHE", "/c", "XDG_CACHE_HOME", "/x"))
                        .toString());
    }
}
