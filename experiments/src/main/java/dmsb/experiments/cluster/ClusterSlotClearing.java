package dmsb.experiments.cluster;

import dmsb.experiments.clearing.SlotPricing;

/**
 * A log of slots to be cleared on a cluster. A malformed row fails the clearing.
 *
 * @param files where it is, and where the outcomes go
 * @param pricing what the factors are
 */
public record ClusterSlotClearing(ClusterFiles files, SlotPricing pricing) {}
