package org.troop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.troop.cli.report.DrawnByGraphviz;
import org.troop.cli.report.Pictures;
import org.troop.cli.report.ReportFiles;
import org.troop.cli.report.SweepReport;
import picocli.CommandLine.Option;

/** Where reports of a sweep go. */
final class ReportArguments {
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Write a report to FILE, as its name ends: .md, .html, .xml (JUnit) or .json. May be repeated.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--comparable",
            description = "Leave out of reports what differs between runs: date, machine, times, memory, nodes.")
    private boolean isComparable;

    boolean areWanted() {
        return !files.isEmpty();
    }

    /** @throws UsageException if a file's name says no format */
    void requirePossible() throws IOException {
        for (Path f : files) {
            try {
                ReportFiles.of(f);
            } catch (IllegalArgumentException e) {
                throw new UsageException("--report: " + e.getMessage());
            }
            OutputFile.requirePossible(f);
        }
    }

    void write(SweepReport report, Screen screen) throws IOException {
        SweepReport r = isComparable ? report.comparable() : report;
        Pictures pictures = new DrawnByGraphviz();
        for (Path f : files) {
            ReportFiles.write(r, pictures, f);
            screen.err().println("troop: the report is in " + f);
        }
    }
}
