package dmsb.auction.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.market.Scenario;
import org.junit.jupiter.api.Test;

class ActionGridTest {
    @Test
    void thePapersGridEndsBelowTen() {
        ActionGrid grid = ActionGrid.of(Scenario.standard());
        assertEquals(20, grid.size());
        assertEquals(1, grid.rho(0));
        assertEquals(StrictMath.pow(10, 0.95), grid.rho(19));
        assertThrows(IllegalArgumentException.class, () -> grid.rho(20));
    }

    @Test
    void theUavsActionIsTheLastAndInfinite() {
        ActionGrid grid = ActionGrid.of(Scenario.standard().with(Scenario.UAV_ACTION, true));
        assertEquals(21, grid.size());
        assertEquals(StrictMath.pow(10, 0.95), grid.rho(19));
        assertEquals(Double.POSITIVE_INFINITY, grid.rho(20));
    }

    @Test
    void anInfiniteFactorIsNearToAnInfiniteOneOnly() {
        ActionGrid without = new ActionGrid(4);
        ActionGrid with = new ActionGrid(4, true);
        assertEquals(3, without.nearest(Double.POSITIVE_INFINITY));
        assertEquals(4, with.nearest(Double.POSITIVE_INFINITY));
        assertEquals(3, with.nearest(1e300));
        assertEquals(0, with.nearest(1));
        assertEquals(2, with.nearest(3.2));
    }
}
