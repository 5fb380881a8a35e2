package org.troop.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * A certificate authority for development and small clusters, and certificates for the parts of one.
 *
 * <p>Certificates are made by the {@code keytool} of the Java that runs. The platform has no public interface for making them;
 * a library that has one (Bouncy Castle) would add 10 MB to what is shipped, for a command that runs once.
 */
public final class DevelopmentAuthority {
    private static final String AUTHORITY = "authority";
    private static final String AUTHORITY_DAYS = "3650";
    private static final String DAYS = "397";
    private static final String KEYTOOL =
            System.getProperty("os.name").startsWith("Windows") ? "keytool.exe" : "keytool";
    private static final String PASSWORD = "TROOP_KEYTOOL_PASSWORD";

    private final Path directory;
    private final Path work;
    private final String password = Tokens.draw();

    private DevelopmentAuthority(Path directory, Path work) {
        this.directory = directory;
        this.work = work;
    }

    /**
     * Makes an authority ({@code ca.crt}, {@code ca.key}), unless the directory has one, and in a directory of its own for each
     * part a certificate that it signs. Private keys are for their owner's eyes only.
     *
     * @param hosts names and addresses of coordinators beside those of this machine's loopback
     * @throws SecuritySetupException for a host that is no name, an authority that is damaged, or a Java without keytool
     */
    public static void make(Path directory, Collection<Part> parts, List<String> hosts) throws IOException {
        for (String h : hosts) {
            if (!h.matches("[A-Za-z0-9.:_*-]{1,253}")) {
                throw new SecuritySetupException("found the host '" + h + "', expected a name or an address");
            }
        }
        Files.createDirectories(directory);
        Path work = PrivateFiles.temporaryDirectory(directory);
        try {
            new DevelopmentAuthority(directory, work).make(parts, hosts);
        } catch (GeneralSecurityException e) {
            throw new SecuritySetupException(directory + ": certificates cannot be made (" + e.getMessage() + ")", e);
        } finally {
            for (String name : List.of("keys.p12", "keytool.out")) {
                Files.deleteIfExists(work.resolve(name));
            }
            Files.deleteIfExists(work);
        }
    }

    private void make(Collection<Part> parts, List<String> hosts) throws IOException, GeneralSecurityException {
        if (Files.exists(directory.resolve("ca.key"))) {
            recall();
        } else {
            keytool(
                    AUTHORITY,
                    AUTHORITY_DAYS,
                    "CN=Troop development authority",
                    List.of("bc:critical=ca:true,pathlen:0", "ku:critical=keyCertSign,cRLSign"));
        }
        for (Part p : parts) {
            keytool(p.label(), DAYS, "CN=Troop " + p.label(), extensions(p, hosts));
        }
        KeyStore store = open();
        if (!Files.exists(directory.resolve("ca.key"))) {
            write(directory.resolve("ca.key"), store, AUTHORITY);
            certificate(directory.resolve("ca.crt"), store, AUTHORITY);
        }
        for (Part p : parts) {
            Path own = Files.createDirectories(directory.resolve(p.label()));
            write(own.resolve("tls.key"), store, p.label());
            certificate(own.resolve("tls.crt"), store, p.label());
            certificate(own.resolve("ca.crt"), store, AUTHORITY);
        }
    }

    private static List<String> extensions(Part p, List<String> hosts) {
        List<String> names = new ArrayList<>(List.of("uri:" + p.uri()));
        if (p == Part.COORDINATOR) { // the others are never dialled
            names.addAll(List.of("dns:localhost", "ip:127.0.0.1", "ip:::1"));
            for (String h : hosts) {
                names.add((h.matches("[0-9.]+|.*:.*") ? "ip:" : "dns:") + h);
            }
        }
        return List.of(
                "ku:critical=digitalSignature",
                p == Part.COORDINATOR ? "eku=serverAuth,clientAuth" : "eku=clientAuth",
                "san=" + String.join(",", names));
    }

    /** Makes a key pair and its certificate in the key store. */
    private void keytool(String alias, String days, String name, List<String> extensions) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", KEYTOOL).toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-sigalg",
                "SHA256withECDSA",
                "-dname",
                name,
                "-validity",
                days,
                "-storetype",
                "PKCS12",
                "-keystore",
                work.resolve("keys.p12").toString(),
                "-storepass:env",
                PASSWORD));
        if (!alias.equals(AUTHORITY)) {
            command.addAll(List.of("-signer", AUTHORITY));
        }
        extensions.forEach(e -> command.addAll(List.of("-ext", e)));
        if (!Files.isExecutable(Path.of(command.getFirst()))) {
            throw new SecuritySetupException(command.getFirst()
                    + ": no such program; 'troop ca' needs the keytool of a JDK, on whatever machine");
        }
        Path out = work.resolve("keytool.out");
        ProcessBuilder b = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        b.environment().put(PASSWORD, password);
        try {
            if (b.start().waitFor() != 0) {
                throw new SecuritySetupException(
                        "keytool makes no certificate: " + Files.readString(out).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private KeyStore open() throws IOException, GeneralSecurityException {
        KeyStore s = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(work.resolve("keys.p12"))) {
            s.load(in, password.toCharArray());
        }
        return s;
    }

    /** Puts the authority that the directory has into the key store. */
    private void recall() throws IOException, GeneralSecurityException {
        Certificate c;
        try (InputStream in = Files.newInputStream(directory.resolve("ca.crt"))) {
            c = CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        String pem = Files.readString(directory.resolve("ca.key"));
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
        } catch (IllegalArgumentException e) {
            throw new SecuritySetupException(directory.resolve("ca.key") + ": is no private key in PEM", e);
        }
        PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        KeyStore s = KeyStore.getInstance("PKCS12");
        s.load(null, null);
        s.setKeyEntry(AUTHORITY, key, password.toCharArray(), new Certificate[] {c});
        try (OutputStream out = Files.newOutputStream(work.resolve("keys.p12"))) {
            s.store(out, password.toCharArray());
        }
    }

    private void write(Path target, KeyStore store, String alias) throws IOException, GeneralSecurityException {
        Key key = store.getKey(alias, password.toCharArray());
        PrivateFiles.write(target, pem("PRIVATE KEY", key.getEncoded()));
    }

    private void certificate(Path target, KeyStore store, String alias) throws IOException, GeneralSecurityException {
        Path tmp = work.resolve("keytool.out");
        Files.write(tmp, pem("CERTIFICATE", store.getCertificate(alias).getEncoded()));
        Files.move(tmp, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] pem(String what, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
