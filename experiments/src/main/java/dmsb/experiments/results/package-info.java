/**
 * What a study found, read back from its folder: runs, the held-out episodes of each, learning curves and times, summed up
 * by way of selling and market.
 *
 * <p>Terms: a <em>method</em> is a way of selling, a rule or an agent with its settings; a <em>cell</em> is one market of an
 * experiment, told from the others by the keys that the experiment varies; an <em>outcome</em> is a method in a cell with all its seeds.
 */
@NullMarked
package dmsb.experiments.results;

import org.jspecify.annotations.NullMarked;
