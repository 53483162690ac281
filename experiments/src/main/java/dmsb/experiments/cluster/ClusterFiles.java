package dmsb.experiments.cluster;

import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.config.UsageException;

/**
 * Where a clearing on a cluster reads and writes.
 *
 * @param bids the address of a file, a folder of files or a pattern of them
 * @param input how the log is written
 * @param out the address of the folder that is made of the outcomes
 * @param output how they are to be written
 */
public record ClusterFiles(String bids, ClearingFormat input, String out, ClearingFormat output) {
    /**
     * Checks the addresses and the formats.
     *
     * @throws UsageException if an address is empty, or a format is one that no cluster reads
     */
    public ClusterFiles {
        require("--bids", bids);
        require("--out", out);
        require("--format", input);
        require("--out-format", output);
    }

    private static void require(String option, ClearingFormat format) {
        if (format == ClearingFormat.JSONL) {
            throw new UsageException(option + ": expected csv or parquet on a cluster, got jsonl");
        }
    }

    private static void require(String option, String address) {
        if (address.isEmpty() || address.equals("-")) {
            throw new UsageException(option + ": expected an address that the cluster reaches, got '" + address + "'");
        }
    }
}
