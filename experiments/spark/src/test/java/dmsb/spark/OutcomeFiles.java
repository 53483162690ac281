package dmsb.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dmsb.experiments.csv.StrictCsv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The outcomes that a clearing has left, a line each, sorted; bytes as characters. */
final class OutcomeFiles {
    private OutcomeFiles() {}

    /** Those of the local command. */
    static List<String> here(String words, Path out) throws IOException {
        CommandLine.done("clear " + words + " --out " + out);
        return outcomes(out);
    }

    /** Those in a file. */
    static List<String> outcomes(Path file) throws IOException {
        return lines(file).stream().skip(1).sorted().toList();
    }

    /** Those in a folder of CSV, of a log of one task. */
    static List<String> csv(Path outcomes) throws IOException {
        return parts(outcomes, "id,winner,price,rho").stream()
                .flatMap(List::stream)
                .sorted()
                .toList();
    }

    /** Those of every file in a folder of CSV with certain columns, in the order of the file. */
    static List<List<String>> parts(Path outcomes, String header) throws IOException {
        List<List<String>> parts = new ArrayList<>();
        assertTrue(Files.exists(outcomes.resolve("_SUCCESS")));
        try (Stream<Path> files = Files.list(outcomes)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".csv")).toList()) {
                List<String> part = lines(file);
                if (!part.isEmpty()) { // Spark writes an empty file where all partitions are
                    assertEquals(header, part.get(0));
                    parts.add(part.subList(1, part.size()));
                }
            }
        }
        return parts;
    }

    /** The rows of a file, however their fields are quoted. */
    private static List<String> lines(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (CsvReader<CsvRecord> rows = StrictCsv.reader().ofCsvRecord(file, StandardCharsets.ISO_8859_1)) {
            rows.forEach(row -> lines.add(String.join(",", row.getFields())));
        }
        return lines;
    }

    /** What is in a folder. */
    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
