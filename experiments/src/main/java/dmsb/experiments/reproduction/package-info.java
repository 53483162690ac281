/**
 * The page of a study: the paper's figures and claims beside what was measured, and what else the study holds.
 *
 * <p>Terms: a <em>claim</em> is a sentence of the paper that the runs can speak for or against; its <em>verdict</em> follows from
 * intervals by fixed rules; a <em>goal</em> is what this project set out to reach itself; the <em>axis</em> of an experiment is the key that
 * it varies.
 */
@NullMarked
package dmsb.experiments.reproduction;

import org.jspecify.annotations.NullMarked;
