package dmsb.experiments.reproduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dmsb.auction.evaluation.NamedSeller;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What figures compare exists, and is called what the list of rules calls it. */
class MethodsTest {
    private static final Set<String> LEARNERS =
            Set.of(Methods.DMSB, Methods.DMSB_CURRENT, Methods.DMSB_LONG, Methods.PPO, Methods.PPO_LONG, "sac", "dqn");

    @Test
    void whatIsComparedIsALearnerOrARule() {
        Stream.of(Methods.AUCTIONS, Methods.LEARNERS, Methods.NOT_PLANNING)
                .flatMap(List::stream)
                .filter(method -> !LEARNERS.contains(method))
                .forEach(method -> assertEquals(method, NamedSeller.of(method).name()));
    }

    @Test
    void rulesAreCalledByTheirTitles() {
        Set<String> titles = new HashSet<>();
        for (NamedSeller seller : NamedSeller.ALL) {
            assertEquals(seller.title(), Methods.title(seller.name()));
            titles.add(seller.title());
        }
        assertEquals(NamedSeller.ALL.size(), titles.size());
        LEARNERS.forEach(learner -> assertNotEquals(learner, Methods.title(learner)));
        assertEquals("a study's own", Methods.title("a study's own"));
    }
}
