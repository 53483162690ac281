package dmsb.experiments.clearing;

/**
 * What a clearing of slots amounted to.
 *
 * @param slots the slots
 * @param sold the tasks that a ground base station won
 * @param byUavs the tasks that UAVs serve
 * @param unserved the tasks that nobody serves
 * @param payments what the ground base stations pay in all
 */
public record SlotTotals(long slots, long sold, long byUavs, long unserved, double payments) {}
