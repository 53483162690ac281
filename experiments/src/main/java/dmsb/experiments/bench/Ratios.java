package dmsb.experiments.bench;

import java.util.List;
import java.util.Optional;

/**
 * Ratios within one record: the library's matrix products to EJML's, two learners to one, decisions made together to
 * decisions made one by one.
 *
 * @param measurements the record
 */
public record Ratios(Measurements measurements) {
    private record Pair(String name, String reference) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair("MatrixProduct.dmsb", "MatrixProduct.ejml"),
            new Pair("PolicyBatch.act", "Act.act"),
            new Pair("TrainingStep.two", "TrainingStep.one"));

    /**
     * The ratios whose two sides were measured.
     *
     * @return a Markdown table, empty if there are none
     */
    public String table() {
        MarkdownTable table =
                new MarkdownTable("operations per second", "over those of", "settings", "kernels", "ratio");
        boolean any = false;
        for (Pair pair : PAIRS) {
            for (Measurement row : measurements.list()) {
                Optional<Measurement> reference =
                        row.name().equals(pair.name) ? counterpart(row, pair) : Optional.empty();
                if (reference.isPresent()) {
                    any = true;
                    table.add(
                            row.name(),
                            pair.reference,
                            row.settingsText(),
                            row.kernels(),
                            Speedup.of(reference.get(), row).text());
                }
            }
        }
        return any ? table.toString() : "";
    }

    /** The reference with the same kernels, or with none, and the same value of every setting that both have. */
    private Optional<Measurement> counterpart(Measurement row, Pair pair) {
        return measurements.list().stream()
                .filter(other -> other.name().equals(pair.reference))
                .filter(other -> other.kernels().isEmpty() || other.kernels().equals(row.kernels()))
                .filter(other -> row.settings().entrySet().stream()
                        .allMatch(entry -> other.settings()
                                .getOrDefault(entry.getKey(), entry.getValue())
                                .equals(entry.getValue())))
                .findFirst();
    }
}
