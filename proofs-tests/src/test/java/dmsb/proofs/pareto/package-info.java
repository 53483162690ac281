/**
 * Exact economics of a heavy-tailed market: what the modified second-bid auction earns in expectation where match values
 * are Pareto distributed, and how far that is from the first best.
 *
 * <p>All values are in units of the mean common value E[C]; E0 is the brand bidder's expected match value. The formulas
 * follow Arnosti, Beck and Milgrom 2016 and serve as reference data for simulations.
 */
@NullMarked
package dmsb.proofs.pareto;

import org.jspecify.annotations.NullMarked;
