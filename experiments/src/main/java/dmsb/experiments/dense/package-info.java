/**
 * The training of rules for slots of several tasks and UAVs. A <em>set actor</em> is one network that is shared by all tasks of
 * a slot. A training of it is a run: a folder, a curve, checkpoints.
 */
@NullMarked
package dmsb.experiments.dense;

import org.jspecify.annotations.NullMarked;
