/**
 * Measuring: the benchmarks of {@link dmsb.experiments.bench.suite} run by JMH in JVMs of their own, what was measured
 * together with the machine it was measured on, the comparison of two such records, and the study of the cost against the
 * sizes that the paper's complexity statement names.
 *
 * <p>Times are means over JMH's iterations with half-widths of 95 % confidence intervals. They depend on the machine:
 * nothing here is part of a reproducible result.
 */
@NullMarked
package dmsb.experiments.bench;

import org.jspecify.annotations.NullMarked;
