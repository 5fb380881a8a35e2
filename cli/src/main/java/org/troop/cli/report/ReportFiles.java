package org.troop.cli.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.troop.cli.OutputFile;

/** The formats of reports, by the names of files. */
public enum ReportFiles {
    MARKDOWN("md", "markdown"),
    HTML("html", "htm"),
    JUNIT("xml"),
    JSON("json");

    private final String[] endings;

    ReportFiles(String... endings) {
        this.endings = endings;
    }

    /**
     * The format that a file's name says.
     *
     * @throws IllegalArgumentException if it says none
     */
    public static ReportFiles of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        for (ReportFiles f : values()) {
            for (String e : f.endings) {
                if (name.endsWith("." + e)) {
                    return f;
                }
            }
        }
        throw new IllegalArgumentException(
                "found '" + file + "', expected a file that ends in .md, .html, .xml (JUnit) or .json");
    }

    public String text(SweepReport r, Pictures pictures) {
        return switch (this) {
            case MARKDOWN -> MarkdownReport.of(r);
            case HTML -> HtmlReport.of(r, pictures);
            case JUNIT -> JunitReport.of(r);
            case JSON -> JsonReport.of(r);
        };
    }

    /** The file appears when it is complete. */
    public static void write(SweepReport r, Pictures pictures, Path file) throws IOException {
        OutputFile.write(file, of(file).text(r, pictures));
    }
}
