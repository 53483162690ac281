package dmsb.experiments.clearing;

/**
 * What a clearing amounted to.
 *
 * @param groundRows the rows that a ground base station won
 * @param uavRows the rows that the UAV served
 * @param badRows the malformed rows that were skipped
 * @param groundPayments what the ground base stations pay in all
 */
public record ClearingTotals(long groundRows, long uavRows, long badRows, double groundPayments) {}
