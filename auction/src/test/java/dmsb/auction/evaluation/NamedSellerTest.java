package dmsb.auction.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedSellerTest {
    private static final Scenario SMALL = Scenario.standard().with(Scenario.ROUNDS_PER_EPISODE, 20);

    static List<NamedSeller> all() {
        return NamedSeller.ALL;
    }

    @Test
    void everyNameIsGivenOnce() {
        Set<String> names = new HashSet<>(Sellers.names());
        assertEquals(NamedSeller.ALL.size(), names.size());
    }

    /** Training episodes are played for those that say so, and for no others: a seller that needs none ignores their number. */
    @ParameterizedTest
    @MethodSource("all")
    void trainingIsPlayedWhereItIsNeededAndNowhereElse(NamedSeller seller) {
        String name = seller.name().replace("RHO", "1.5");
        if (seller.needsTraining()) {
            assertThrows(RuntimeException.class, () -> Sellers.named(name, SMALL, SeedTree.of(1), 0), name);
        } else {
            Sellers.named(name, SMALL, SeedTree.of(1), 0);
        }
        assertFalse(seller.title().isBlank() || seller.meaning().isBlank(), name);
        assertEquals(seller, NamedSeller.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"spa", "first-best", "first-best-grid"})
    void whatSetsNoRhoIsNoRule(String name) {
        assertEquals(
                "rule: expected one that sets a rho, got " + name,
                assertThrows(IllegalArgumentException.class, () -> Sellers.ruleNamed(name, SMALL, SeedTree.of(1), 1))
                        .getMessage());
    }
}
