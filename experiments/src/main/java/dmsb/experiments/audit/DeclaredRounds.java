package dmsb.experiments.audit;

import dmsb.auction.environment.ForwardingRounds;
import dmsb.auction.environment.Rounds;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.UavContract;

/**
 * The rounds of a market whose UAV declares a multiple of its estimate. What is declared is what is recorded: the history
 * has it, and so has the contract of eq. (13).
 */
final class DeclaredRounds extends ForwardingRounds {
    private final double factor;

    DeclaredRounds(Rounds truth, double factor) {
        super(truth);
        this.factor = factor;
    }

    @Override
    public void announce(Announcement announcement, UavContract contract) {
        super.announce(announcement, contract);
        announcement.declare(factor * announcement.estimate(), announcement.contract());
    }
}
