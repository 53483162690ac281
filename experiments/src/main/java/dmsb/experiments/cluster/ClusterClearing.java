package dmsb.experiments.cluster;

import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.Pricing;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.mapping.LogMapping;
import java.util.Optional;

/**
 * A log to be cleared on a cluster.
 *
 * @param bids the address of a file, a folder of files or a pattern of them
 * @param mapping what the columns of the log mean; empty for a log of the library's form
 * @param input how the log is written
 * @param out the address of the folder that is made of the outcomes
 * @param output how they are to be written
 * @param pricing what rho is
 * @param skipBadRows whether malformed rows are left out; otherwise they fail the clearing
 */
public record ClusterClearing(
        String bids,
        Optional<LogMapping> mapping,
        ClearingFormat input,
        String out,
        ClearingFormat output,
        Pricing pricing,
        boolean skipBadRows) {
    /**
     * Checks the addresses.
     *
     * @throws UsageException if one is empty
     */
    public ClusterClearing {
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
