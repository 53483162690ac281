package dmsb.auction.dense;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.SealedBids;
import dmsb.auction.rule.ConstantRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClarkePaymentsTest {
    /** The case of docs/dense.md: the only task is sold below what two UAVs declare, and a third declares nothing. */
    @Test
    void uavsPayWhetherOrNotTheyServe() {
        Intersection shape = Intersection.of(Scenario.standard(), 1, 3);
        SlotAuctioneer auctioneer = new SlotAuctioneer(shape, new EachTaskAlone(1, () -> new ConstantRule(1)));
        auctioneer.begin(1).announce(0, 0, 10, 0).announce(1, 0, 8, 0);
        auctioneer.post(1);
        SealedBids one = new SealedBids(shape.market().groundStations()).bid(1, 1);
        SlotSettlement settlement = auctioneer.clear(one);
        assertEquals(1, settlement.tasks().get(0).server());
        assertEquals(List.of(7.0, 9.0, 9.0), settlement.uavPayments());
    }
}
