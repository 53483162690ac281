/**
 * What is measured, as JMH benchmarks: matrix products, the learner's update, decisions, the market, the auction, whole
 * training. Everything is reached through the library's public API.
 *
 * <p>A benchmark's operation is the thing a reader would count: one product, one update, one slot, one training step.
 */
@NullMarked
package dmsb.experiments.bench.suite;

import org.jspecify.annotations.NullMarked;
