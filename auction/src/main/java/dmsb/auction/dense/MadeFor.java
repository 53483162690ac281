package dmsb.auction.dense;

import dmsb.core.argument.Require;

/**
 * The slots that a rule was made for.
 *
 * @param tasks the largest number of tasks
 * @param uavs the number of UAVs, {@link #ANY} if any will do
 */
record MadeFor(int tasks, int uavs) {
    /** Any number of UAVs. */
    static final int ANY = 0;

    /** Those of an intersection. */
    static MadeFor of(Intersection intersection) {
        return new MadeFor(intersection.tasks(), intersection.uavs());
    }

    /**
     * Refuses any other slot, before a rule reads it.
     *
     * @param rule the rule
     * @param announcement the slot
     * @throws IllegalArgumentException if there are more tasks, or another number of UAVs
     */
    void require(VectorRule rule, SlotAnnouncement announcement) {
        if (announcement.tasks() > tasks) {
            throw refusal(rule, "at most the tasks that it was made for, " + tasks, announcement.tasks());
        }
        if (uavs != ANY && announcement.uavs() != uavs) {
            throw refusal(rule, "the UAVs that it was made for, " + uavs, announcement.uavs());
        }
    }

    private static IllegalArgumentException refusal(VectorRule rule, String expected, int got) {
        return Require.refusal(rule.getClass().getSimpleName(), expected, got);
    }
}
