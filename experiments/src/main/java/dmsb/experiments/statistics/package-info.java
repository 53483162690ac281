/**
 * Numbers with their uncertainty: bootstrap intervals over episodes and seeds, interquartile means over seeds and markets, and
 * tests of whether one way of selling is above another.
 */
@NullMarked
package dmsb.experiments.statistics;

import org.jspecify.annotations.NullMarked;
