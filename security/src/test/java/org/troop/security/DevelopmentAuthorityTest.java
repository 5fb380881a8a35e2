package org.troop.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentAuthorityTest {
    @TempDir
    Path directory;

    private static X509Certificate read(Path p) throws Exception {
        try (InputStream in = Files.newInputStream(p)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    @Test
    void signsForPartsAndHostsAndIsUsedAgain() throws Exception {
        DevelopmentAuthority.make(directory, List.of(Part.WORKER), List.of());
        byte[] authority = Files.readAllBytes(directory.resolve("ca.crt"));
        X509Certificate worker = read(directory.resolve("worker/tls.crt"));
        worker.verify(read(directory.resolve("ca.crt")).getPublicKey());
        assertEquals(Set.of(Part.WORKER), Part.of(worker));
        for (String key : List.of("ca.key", "worker/tls.key")) {
            assertEquals(
                    "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(key))));
        }

        DevelopmentAuthority.make(directory, List.of(Part.COORDINATOR), List.of("prover.example.org", "10.0.0.7"));
        assertArrayEquals(authority, Files.readAllBytes(directory.resolve("ca.crt")));
        X509Certificate coordinator = read(directory.resolve("coordinator/tls.crt"));
        coordinator.verify(read(directory.resolve("ca.crt")).getPublicKey());
        assertEquals(Set.of(Part.COORDINATOR), Part.of(coordinator));
        List<String> names = coordinator.getSubjectAlternativeNames().stream()
                .map((Collection<?> n) -> String.valueOf(List.copyOf(n).get(1)))
                .toList();
        assertTrue(
                names.containsAll(List.of("localhost", "127.0.0.1", "prover.example.org", "10.0.0.7")),
                names.toString());
        assertDoesNotThrow(
                () -> TlsIdentity.open(directory.resolve("coordinator")).close());
        try (Stream<Path> all = Files.list(directory)) {
            assertEquals(4, all.count(), "nothing is left behind");
        }
    }

    @Test
    void namesThatAreNoneAreRefused() {
        assertThrows(
                SecuritySetupException.class,
                () -> DevelopmentAuthority.make(directory, List.of(Part.COORDINATOR), List.of("a,uri:urn:x")));
    }

    @Test
    void anIdentityThatIsNoneIsRefusedInOneSentence() throws Exception {
        for (String f : List.of("ca.crt", "tls.crt", "tls.key")) {
            String missing = assertThrows(SecuritySetupException.class, () -> TlsIdentity.open(directory))
                    .getMessage();
            assertTrue(missing.startsWith(directory.resolve(f) + ": no such file"), missing);
            Files.writeString(directory.resolve(f), "nonsense\n");
        }
        Files.setPosixFilePermissions(directory.resolve("tls.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(assertThrows(SecuritySetupException.class, () -> TlsIdentity.open(directory))
                .getMessage()
                .contains("rw-r--r--"));
        Files.setPosixFilePermissions(directory.resolve("tls.key"), PosixFilePermissions.fromString("rw-------"));
        assertThrows(SecuritySetupException.class, () -> TlsIdentity.open(directory));
    }

    @Test
    void onlyTheLoopbackIsOfThisMachine() {
        for (String near : List.of("127.0.0.1:1", "localhost:1", "[::1]:7070", "127.1.2.3:1")) {
            assertTrue(Transport.isLoopback(near), near);
        }
        for (String far : List.of("0.0.0.0:1", "192.0.2.1:1", "[::]:1", ":1")) {
            assertFalse(Transport.isLoopback(far), far);
        }
    }
}
