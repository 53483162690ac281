package dmsb.experiments.cluster;

import dmsb.experiments.clearing.Pricing;
import dmsb.experiments.log.mapping.LogMapping;
import java.util.Optional;

/**
 * A log of one task to be cleared on a cluster.
 *
 * @param files where it is, and where the outcomes go
 * @param mapping what the columns of the log mean; empty for a log of the library's form
 * @param pricing what rho is
 * @param skipBadRows whether malformed rows are left out; otherwise they fail the clearing
 */
public record ClusterClearing(ClusterFiles files, Optional<LogMapping> mapping, Pricing pricing, boolean skipBadRows) {}
