package org.troop.security;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that are their owner's business, on file systems that know owners. */
final class PrivateFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    private static FileAttribute<?>[] only(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Makes a directory that nobody else can look into. */
    static Path temporaryDirectory(Path in) throws IOException {
        return Files.createTempDirectory(in, ".troop-", only("rwx------"));
    }

    /** Writes a file that nobody else can read; it appears at once or not at all. */
    static void write(Path target, byte[] content) throws IOException {
        Path tmp = Files.createTempFile(target.toAbsolutePath().getParent(), ".troop-", ".tmp", only("rw-------"));
        try {
            Files.write(tmp, content);
            Files.move(tmp, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(tmp);
        }
    }

    /** @throws SecuritySetupException if others than the owner and the group have the permission */
    static void requireNotForOthers(Path file, PosixFilePermission permission, String why) {
        if (!POSIX) {
            return;
        }
        try {
            Set<PosixFilePermission> p = Files.getPosixFilePermissions(file);
            if (p.contains(permission)) {
                throw new SecuritySetupException(file + ": has the permissions " + PosixFilePermissions.toString(p)
                        + ", " + why + "; expected none for others (chmod o= " + file + ")");
            }
        } catch (IOException e) {
            throw new SecuritySetupException(file + ": cannot be read", e);
        }
    }
}
