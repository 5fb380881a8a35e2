package org.troop.theory.parse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.troop.theory.syntax.Ranking;
import org.troop.theory.syntax.Theory;

/** Reads theories. */
public final class TheoryParser {
    private TheoryParser() {}

    /**
     * Reads a file and the files it includes.
     *
     * @throws ParseException if a file cannot be read or is not a theory
     */
    public static Theory parse(Path file, ParseOptions options) {
        return parse(new Scanner(file.toString(), read(file.toString(), file.toString(), 0, 0)), options);
    }

    /**
     * Reads a text. Includes are resolved against the directory of {@code name}.
     *
     * @param name what messages call the text
     * @throws ParseException if it is not a theory
     */
    public static Theory parseString(String text, String name, ParseOptions options) {
        return parse(new Scanner(name, text), options);
    }

    /** Reads a text as a trace theory without preprocessor flags. */
    public static Theory parseString(String text, String name) {
        return parseString(text, name, ParseOptions.DEFAULT);
    }

    /**
     * Reads the value of {@code --heuristic}.
     *
     * @param oracle the value of {@code --oraclename}, "" if not given
     * @param theoryFile path of the theory, which the default name of the oracle is derived from
     * @throws ParseException if there is no ranking, or a tactic's brace is not closed
     */
    public static List<Ranking> rankings(String text, String oracle, String theoryFile) {
        return HeuristicParser.commandLine(text, oracle, theoryFile);
    }

    private static Theory parse(Scanner in, ParseOptions options) {
        return parse(in, new TheoryBuilder(options));
    }

    /** Reads into an empty builder, which knows the theory's symbols afterwards. */
    static Theory parse(Scanner in, TheoryBuilder theory) {
        try {
            return new ItemParser(in, theory, 0).theory();
        } catch (StackOverflowError e) {
            throw in.error(in.pos(), "this is nested too deeply");
        }
    }

    /** The text of a file; messages name {@code from} and the place given. */
    static String read(String file, String from, int line, int column) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new ParseException(
                    from, line, column, file + ": openFile: does not exist (No such file or directory)");
        } catch (InvalidPathException e) {
            throw new ParseException(from, line, column, file + ": not the name of a file");
        } catch (IOException e) {
            String why =
                    Files.isDirectory(Path.of(file)) ? "is a directory" : "cannot be read (" + e.getMessage() + ")";
            throw new ParseException(from, line, column, file + ": openFile: " + why);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            requireUtf8(bytes, file);
        }
        return text;
    }

    private static void requireUtf8(byte[] bytes, String file) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(in);
        } catch (CharacterCodingException e) {
            int line = 1;
            int column = 1;
            for (int i = 0; i < in.position(); i++) {
                column = bytes[i] == '\n' ? 1 : column + 1;
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new ParseException(file, line, column, "found bytes that are not UTF-8; convert the file to UTF-8");
        }
    }
}
