/**
 * Exact assignment of tasks to UAVs. A UAV works its tasks of a slot off one after the other; the one in its j-th
 * <em>place</em> counts its worth times the <em>weight</em> of the place. A task that no UAV serves counts what it is
 * worth <em>outside</em>.
 */
@NullMarked
package dmsb.auction.assignment;

import org.jspecify.annotations.NullMarked;
