package dmsb.experiments.clearing;

import java.util.Locale;

/** How rows are written, those that come in and those that go out. */
public enum ClearingFormat {
    /** Comma-separated values with a header. */
    CSV,
    /** A JSON object a line. */
    JSONL,
    /** Apache Parquet, on clusters only. */
    PARQUET;

    /**
     * The format that the name of a file tells.
     *
     * @param file the name, of a compressed file perhaps
     * @param otherwise the format of other names
     * @return {@link #JSONL} for {@code .jsonl} and {@code .ndjson}, {@link #CSV} for {@code .csv}
     */
    public static ClearingFormat of(String file, ClearingFormat otherwise) {
        String name = file.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return JSONL;
        }
        return name.endsWith(".csv") ? CSV : otherwise;
    }
}
