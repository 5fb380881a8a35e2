package org.troop.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final String HASH = "00000000000000000000000000000000000000000000000000000000000000ff";

    @TempDir
    Path directory;

    @Test
    void aTokenIsKnownByItsHashAlone() throws IOException {
        Path file = directory.resolve("tokens");
        String first = Tokens.add(file, new Tokens.Holder("a", Set.of(Role.READ)));
        String second = Tokens.add(file, new Tokens.Holder("b", Set.of(Role.ADMIN)));
        assertFalse(Files.readString(file).contains(first.substring(6)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

        Tokens tokens = Tokens.in(file, line -> {});
        assertEquals(new Tokens.Holder("a", Set.of(Role.READ)), tokens.find(first));
        assertEquals(new Tokens.Holder("b", Set.of(Role.ADMIN)), tokens.find(second));
        assertNull(tokens.find(""));
        assertNull(tokens.find(first + second));
    }

    @Test
    void aNewTokenVoidsTheOldOne() throws IOException {
        Path file = directory.resolve("tokens");
        String old = Tokens.add(file, new Tokens.Holder("a", Set.of(Role.READ)));
        String now = Tokens.add(file, new Tokens.Holder("a", Set.of(Role.SUBMIT)));
        Tokens tokens = Tokens.in(file, line -> {});
        assertNull(tokens.find(old));
        assertNotNull(tokens.find(now));
    }

    @Test
    void anAdministratorMayDoAllThatClientsCan() {
        Set<Role> admin = Set.of(Role.ADMIN);
        assertTrue(Role.READ.isIn(admin) && Role.SUBMIT.isIn(admin) && Role.ADMIN.isIn(admin));
        assertFalse(Role.WORK.isIn(admin));
        assertFalse(Role.SUBMIT.isIn(Set.of(Role.READ)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a read", "a read 1234", "a write " + HASH, "a read, " + HASH, "a read " + HASH + " more"})
    void aBadLineIsComplainedOfWithItsNumber(String line) throws IOException {
        Path file = directory.resolve("tokens");
        Files.writeString(file, "# people\n\n" + line + "\n");
        String complaint = assertThrows(SecuritySetupException.class, () -> Tokens.in(file, l -> {}))
                .getMessage();
        assertTrue(complaint.startsWith(file + ":3: "), complaint);
    }

    @Test
    void aFileThatOthersCanWriteIsRefused() throws IOException {
        Path file = directory.resolve("tokens");
        Tokens.add(file, new Tokens.Holder("a", Set.of(Role.READ)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThrows(SecuritySetupException.class, () -> Tokens.in(file, l -> {}));
    }
}
