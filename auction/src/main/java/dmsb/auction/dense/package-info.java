/**
 * Intersections with several tasks in a slot and several UAVs. A <em>slot</em> sells its tasks by one factor each, every
 * task as the one round that {@link dmsb.auction.round.Round} is; the tasks that no station gets go to the UAVs by the
 * best {@link dmsb.auction.assignment assignment} at their declarations. With one task and one UAV the rounds, prices and
 * bytes are those of the market of one task.
 */
@NullMarked
package dmsb.auction.dense;

import org.jspecify.annotations.NullMarked;
