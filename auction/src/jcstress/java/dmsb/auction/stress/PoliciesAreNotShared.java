package dmsb.auction.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dmsb.auction.rule.learned.ModelRule;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Two threads price two auctions each through one rule, whose policies notice a second caller. */
@JCStressTest
@Outcome(id = "0, 0, 0, 0", expect = ACCEPTABLE, desc = "each call has a policy of its own")
@Outcome(expect = FORBIDDEN, desc = "a policy was used by two calls at once")
@State
public class PoliciesAreNotShared {
    private final ModelRule rule = new ModelRule(TwoWeights.model(TwoWeights.OLD));

    private int decision() {
        return Decisions.action(rule.rho(TwoWeights.announcement()));
    }

    @Actor
    public void first(IIII_Result result) {
        result.r1 = decision();
        result.r2 = decision();
    }

    @Actor
    public void second(IIII_Result result) {
        result.r3 = decision();
        result.r4 = decision();
    }
}
