package dmsb.experiments.clearing;

/**
 * What a clearing of slots amounted to, without the slots of warm-ups.
 *
 * @param slots the slots
 * @param warmUp the slots of warm-ups, whose tasks are in no other total
 * @param sold the tasks that a ground base station won
 * @param byUavs the tasks that UAVs serve
 * @param unserved the tasks that nobody serves
 * @param payments what the ground base stations pay in all
 */
public record SlotTotals(long slots, long warmUp, long sold, long byUavs, long unserved, double payments) {}
