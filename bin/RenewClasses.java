import static java.lang.classfile.ClassFile.JAVA_7_VERSION;
import static java.lang.classfile.ClassFile.JAVA_8_VERSION;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Gives the class files of jars a format that the JVM's start-up cache stores, if theirs is older than Java 7's: the same code, with
 * the tables that let the JVM verify it in one pass. Jars without such classes are left alone.
 */
public final class RenewClasses {
    private RenewClasses() {}

    /** @param jars paths of jars, rewritten in place */
    public static void main(String[] jars) throws IOException {
        for (String j : jars) {
            Path jar = Path.of(j);
            if (hasOldClasses(jar)) {
                Path renewed = jar.resolveSibling(jar.getFileName() + ".renewed");
                renew(jar, renewed);
                Files.move(renewed, jar, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** Judged by the first one: a jar comes from one compiler. */
    private static boolean hasOldClasses(Path jar) throws IOException {
        try (JarFile in = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> all = in.entries(); all.hasMoreElements(); ) {
                JarEntry e = all.nextElement();
                if (isClass(e)) {
                    try (InputStream bytes = in.getInputStream(e)) {
                        return isOld(bytes.readNBytes(8));
                    }
                }
            }
        }
        return false;
    }

    private static boolean isClass(JarEntry e) {
        return e.getName().endsWith(".class") && !e.getName().endsWith("module-info.class");
    }

    private static boolean isOld(byte[] head) {
        return ((head[6] & 0xFF) << 8 | head[7] & 0xFF) < JAVA_7_VERSION;
    }

    private static void renew(Path from, Path to) throws IOException {
        try (JarFile in = new JarFile(from.toFile());
                URLClassLoader classes = new URLClassLoader(new URL[] {from.toUri().toURL()});
                OutputStream file = new BufferedOutputStream(Files.newOutputStream(to));
                JarOutputStream out = new JarOutputStream(file)) {
            ClassHierarchyResolver types = ClassHierarchyResolver.ofResourceParsing(classes)
                    .orElse(ClassHierarchyResolver.defaultResolver());
            ClassFile format =
                    ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(types));
            for (Enumeration<JarEntry> all = in.entries(); all.hasMoreElements(); ) {
                JarEntry e = all.nextElement();
                byte[] bytes;
                try (InputStream content = in.getInputStream(e)) {
                    bytes = content.readAllBytes();
                }
                JarEntry renewed = new JarEntry(e.getName());
                renewed.setTime(e.getTime());
                out.putNextEntry(renewed);
                out.write(isClass(e) && isOld(bytes) ? renewed(format, bytes) : bytes);
                out.closeEntry();
            }
        }
    }

    private static byte[] renewed(ClassFile format, byte[] bytes) {
        ClassModel model = format.parse(bytes);
        return format.transformClass(
                model,
                ClassTransform.dropping(x -> x instanceof ClassFileVersion)
                        .andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL))
                        .andThen(ClassTransform.endHandler(b -> b.withVersion(JAVA_8_VERSION, 0))));
    }
}
