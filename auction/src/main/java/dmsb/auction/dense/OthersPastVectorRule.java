package dmsb.auction.dense;

import dmsb.auction.rule.OthersPastRule;
import java.util.Arrays;

/**
 * A rule that fixes for every task and station a factor of its own, from the past of the others and from what no bid moves. Station
 * n gets task m iff its bid exceeds rho_nm times the highest of the others, at that price.
 *
 * <p>Values are additive and no factor of a task looks at another, so theorem A ({@link OthersPastRule}) holds task by task: truth
 * on all tasks maximises the total utility of a station over any horizon. No battery, queue or served task may enter, as these are
 * a station's doing too.
 */
public interface OthersPastVectorRule extends VectorRule {
    /** Posts no common factor: NaN for every task. */
    @Override
    default void post(SlotAnnouncement announcement, double[] rhos, double[] unitPrices) {
        Arrays.fill(rhos, 0, announcement.tasks(), Double.NaN);
    }

    @Override
    double factor(SlotAnnouncement announcement, int task, int station);
}
