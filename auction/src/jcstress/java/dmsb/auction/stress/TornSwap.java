package dmsb.auction.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The swap as it must not be, two weights set in place one after the other: this test must fail. */
@JCStressTest
@Outcome(
        id = {"0, 0", "1, 1"},
        expect = ACCEPTABLE,
        desc = "whole")
@Outcome(expect = FORBIDDEN, desc = "torn")
@State
public class TornSwap {
    private int first;
    private int second;

    @Actor
    public void publisher() {
        first = 1;
        second = 1;
    }

    @Actor
    public void decision(II_Result result) {
        result.r1 = first;
        result.r2 = second;
    }
}
