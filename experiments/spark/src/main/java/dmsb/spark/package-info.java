/**
 * The command line's engine on Apache Spark: a <em>sweep</em> is a job of one task a run, a <em>clearing</em> a pass over a
 * table. What a task does is what the local engine does, by the same code; here is only how it gets there and back.
 */
@NullMarked
package dmsb.spark;

import org.jspecify.annotations.NullMarked;
