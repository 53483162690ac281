/**
 * Sweeps: many runs at once, and their verification.
 *
 * <p>A <em>study</em> is a YAML file of experiments, each of them a grid: markets by methods by seeds. A point of a grid is a
 * row; rows that need the same computation share one <em>run</em>, which is plain data with a <em>key</em>, the hash of all
 * that its bytes depend on. An <em>engine</em> executes runs, each into a folder named by its key.
 */
@NullMarked
package dmsb.experiments.sweep;

import org.jspecify.annotations.NullMarked;
