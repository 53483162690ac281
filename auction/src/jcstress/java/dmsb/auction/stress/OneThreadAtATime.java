package dmsb.auction.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dmsb.auction.Auctioneer;
import dmsb.auction.market.Reveal;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundFollower;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.rule.ConstantRule;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * Two threads hold an auction with one auctioneer. Whoever comes while the other is at it is refused; the listener is told of,
 * and the history holds, as many auctions as were held. The listener counts without any synchronisation, so that it would
 * miss one if the second auction did not see all of the first.
 */
@JCStressTest
@Outcome(
        id = {"1, 1, 2, 2", "1, 0, 1, 1", "0, 1, 1, 1"},
        expect = ACCEPTABLE,
        desc = "each held and recorded, or refused")
@Outcome(expect = FORBIDDEN, desc = "both at once, or both refused")
@State
public class OneThreadAtATime implements AuctionListener {
    private final RoundTerms terms = new RoundTerms(1, 0, 4, 1.0, Reveal.SERVED, 0);
    private final Auctioneer auctioneer = new Auctioneer(new ConstantRule(1.5), terms, this).announce(0, 0);
    private int told;

    @Override
    public RoundFollower onPosted(Announcement announcement, Posted posted) {
        told++;
        return RoundFollower.NONE;
    }

    private int hold() {
        try {
            auctioneer.clear(2.0);
            return 1;
        } catch (IllegalStateException e) {
            return 0;
        }
    }

    @Actor
    public void first(IIII_Result result) {
        result.r1 = hold();
    }

    @Actor
    public void second(IIII_Result result) {
        result.r2 = hold();
    }

    @Arbiter
    public void afterwards(IIII_Result result) {
        result.r3 = told;
        result.r4 = auctioneer.history().size();
    }
}
