package dmsb.auction.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The guard as it must not be, a look at a plain field and then a write to it: this test must fail. */
@JCStressTest
@Outcome(
        id = {"1, 1, 2", "1, 0, 1", "0, 1, 1"},
        expect = ACCEPTABLE,
        desc = "each held and recorded, or refused")
@Outcome(expect = FORBIDDEN, desc = "both at once")
@State
public class UnguardedAuctioneer {
    private boolean busy;
    private int told;

    private int hold() {
        if (busy) {
            return 0;
        }
        busy = true;
        told++;
        busy = false;
        return 1;
    }

    @Actor
    public void first(III_Result result) {
        result.r1 = hold();
    }

    @Actor
    public void second(III_Result result) {
        result.r2 = hold();
    }

    @Arbiter
    public void afterwards(III_Result result) {
        result.r3 = told;
    }
}
