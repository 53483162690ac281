package dmsb.auction.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.RhoGrid;
import dmsb.auction.market.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionGridTest {
    @Test
    void thePapersGridEndsBelowTen() {
        ActionGrid grid = ActionGrid.of(Scenario.standard());
        for (int none : new int[] {-1, 20}) {
            assertThrows(IllegalArgumentException.class, () -> grid.rho(none));
            assertThrows(IllegalArgumentException.class, () -> grid.logRho(none));
        }
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
    void aScenarioSaysTheEndOfAnEvenGridOrLists() {
        Scenario four = Scenario.standard().with(Scenario.ACTIONS, 4);
        ActionGrid even = ActionGrid.of(four.with(Scenario.RHO_GRID, new RhoGrid.Even(1.5)));
        for (int a = 0; a < 4; a++) {
            assertEquals(StrictMath.pow(1.5, a / 4.0), even.rho(a));
        }
        Scenario listed = four.with(Scenario.RHO_GRID, new RhoGrid.Listed(List.of(1.0, 1.01, 1.05, 1.3)));
        assertEquals(1.05, ActionGrid.of(listed).rho(2));
        assertEquals(Double.POSITIVE_INFINITY, ActionGrid.of(listed, true).rho(4));
        assertEquals("[1, 1.01, 1.05, 1.3]", listed.toMetadata().get("scenario.rhoGrid"));
        assertEquals("10", four.toMetadata().get("scenario.rhoGrid"));
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> ActionGrid.of(listed.with(Scenario.ACTIONS, 5)));
        assertEquals("rhoGrid: expected as many factors as there are actions, 5, got 4", refusal.getMessage());
    }

    @Test
    void aGridThatDoesNotIncreaseFromOneIsRefused() {
        for (Object plain : List.of(
                1,
                0.5,
                2e9,
                "10",
                List.of(),
                List.of(2, 3),
                List.of(1, 1),
                List.of(1, 3, 2),
                List.of(1, "2"),
                List.of(1, 2e9))) {
            String told =
                    String.valueOf(assertThrows(IllegalArgumentException.class, () -> Scenario.RHO_GRID.read(plain))
                            .getMessage());
            assertTrue(told.contains("expected a number above 1, at most 1e9, or a list"), told);
        }
        assertEquals(new RhoGrid.Listed(List.of(1.0, 2.5)), Scenario.RHO_GRID.read(List.of(1, 2.5)));
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
