/**
 * Audits: what the laws say of a rule for rho on a market, what a misreport gains there at most, and what the UAV gains by
 * declaring another estimate.
 */
@NullMarked
package dmsb.experiments.audit;

import org.jspecify.annotations.NullMarked;
