package dmsb.experiments.clearing;

/** How rows are written, those that come in and those that go out. */
public enum ClearingFormat {
    /** Comma-separated values with a header. */
    CSV,
    /** A JSON object a line. */
    JSONL,
    /** Apache Parquet, on clusters only. */
    PARQUET
}
