/**
 * Runs: training with its recorded outputs, the evaluation of models and rules on held-out episodes, and the whole
 * reproduction.
 *
 * <p>Three branches of a seed tree never meet: {@code training} (episodes the learner sees), {@code curve} (episodes that
 * the learning curve is measured on) and {@code evaluation} (episodes that every comparison is made on).
 */
@NullMarked
package dmsb.experiments.run;

import org.jspecify.annotations.NullMarked;
