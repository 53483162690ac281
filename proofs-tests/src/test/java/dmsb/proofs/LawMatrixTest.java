package dmsb.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.law.Change;
import dmsb.proofs.law.Counterexample;
import dmsb.proofs.law.Experiment;
import dmsb.proofs.law.Law;
import dmsb.proofs.law.Search;
import dmsb.proofs.law.Verdict;
import dmsb.proofs.zoo.Specimen;
import dmsb.proofs.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every auction of the zoo breaks the laws that its definition says, and no other; every counterexample is repeated. */
class LawMatrixTest {
    /** What comes after the matrix was recorded once: what was found in auctions that had not been seen before. */
    private static final String FIRST_SEEN = "## Auctions that the library had not seen";

    private static final Map<Specimen, Map<Law, Verdict>> MATRIX = LawMatrix.matrix(Search.DEFAULT);

    @TestFactory
    Stream<DynamicTest> everyAuctionBreaksWhatItsDefinitionSays() {
        return MATRIX.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey().name(), () -> examine(row.getKey(), row.getValue())));
    }

    private static void examine(Specimen specimen, Map<Law, Verdict> verdicts) {
        assertEquals(EnumSet.allOf(Law.class), verdicts.keySet());
        Set<Law> broken = EnumSet.noneOf(Law.class);
        List<String> unconfirmed = new ArrayList<>();
        verdicts.forEach((law, verdict) -> {
            assertEquals(law, verdict.law());
            if (verdict instanceof Verdict.Fails fails) {
                broken.add(law);
                if (!isConfirmed(law, fails.counterexample(), specimen.mechanism())) {
                    unconfirmed.add(fails.toString());
                }
            }
        });
        EnumSet<Law> expected = EnumSet.noneOf(Law.class);
        expected.addAll(specimen.broken());
        assertEquals(expected, broken, verdicts::toString);
        assertEquals(List.of(), unconfirmed);
    }

    /** The laws once more, written out from the two sales alone and asked of the mechanism directly. */
    private static boolean isConfirmed(Law law, Counterexample counterexample, Mechanism mechanism) {
        if (counterexample instanceof Counterexample.Dependence dependence) {
            return law == Law.INDEPENDENT_OF_COMMON_VALUE
                    && Math.abs(dependence.share() - dependence.otherShare()) > dependence.allowed();
        }
        if (!(counterexample instanceof Counterexample.Contradiction contradiction)) {
            return false;
        }
        assertTrue(contradiction.isConfirmedBy(mechanism), contradiction::toString);
        Experiment e = contradiction.experiment();
        double[] bids = e.bids();
        double[] after = e.change().applyTo(bids, e.bidder());
        Outcome first = mechanism.clear(bids);
        Outcome second = mechanism.clear(after);
        int n = e.bidder();
        double value = bids[n - 1];
        double utility = value * first.allocation(n) - first.payment(n);
        return switch (law) {
            case ANONYMOUS -> {
                int other = ((Change.Swap) e.change()).other();
                yield first.allocation(n) != second.allocation(other)
                        || first.allocation(other) != second.allocation(n);
            }
            case MONOTONE -> after[n - 1] > value && first.allocation(n) > second.allocation(n);
            case CRITICAL_PAYMENT ->
                first.winner() == n
                        && (second.winner() == n ? after[n - 1] < first.price() : after[n - 1] > first.price());
            case STRATEGY_PROOF -> value * second.allocation(n) - second.payment(n) > utility;
            case INDIVIDUALLY_RATIONAL -> utility < 0.0;
            case WINNER_FALSE_NAME_PROOF ->
                after.length > bids.length && first.winner() != n && owned(e, second, value) > 0.0;
            case NO_GAIN_FROM_IDENTITIES -> after.length > bids.length && owned(e, second, value) > utility;
            case LOSER_FALSE_NAME_PROOF ->
                isDominated(e)
                        && first.winner() == n
                        && second.winner() != e.change().placeOf(n, n);
            case HIGHEST_BID_DECIDES ->
                bids.length == 2
                        && isDominated(e)
                        && first.allocation(n) != second.allocation(e.change().placeOf(n, n));
            case HOMOGENEOUS -> isScaled(bids, after) && first.allocation(n) != second.allocation(n);
            case SCALE_FREE -> isScaled(bids, after) && first.allocation(0) != second.allocation(0);
            case FEASIBLE, INDEPENDENT_OF_COMMON_VALUE -> false;
        };
    }

    /** What the second sale is worth to the owner of the false names: its first name and those that came with it. */
    private static double owned(Experiment e, Outcome second, double value) {
        Change.FalseNames names = (Change.FalseNames) e.change();
        int n = e.bidder();
        int count = names.extras().size();
        int first = Math.min(names.place(), e.bids().length + 1);
        int own = n < first ? n : n + count;
        double utility = value * second.allocation(own) - second.payment(own);
        for (int place = first; place < first + count; place++) {
            utility += value * second.allocation(place) - second.payment(place);
        }
        return utility;
    }

    private static boolean isDominated(Experiment e) {
        double[] bids = e.bids();
        double highest = 0.0;
        for (int i = 0; i < bids.length; i++) {
            highest = i == e.bidder() - 1 ? highest : Math.max(highest, bids[i]);
        }
        double limit = highest;
        return e.change() instanceof Change.Join join && join.bids().stream().allMatch(bid -> bid <= limit);
    }

    private static boolean isScaled(double[] bids, double[] after) {
        for (int i = 1; i < bids.length; i++) {
            if (bids[i] * after[0] != bids[0] * after[i]) {
                return false;
            }
        }
        return true;
    }

    /** Writes {@code target/laws.md}, and compares it with the recorded one. */
    @Test
    void recordedMatrixIsThatOfTheCode() throws IOException {
        String text = LawMatrix.text(MATRIX, Search.DEFAULT);
        for (Specimen specimen : Zoo.all()) {
            assertTrue(text.contains("\n| " + specimen.name() + " |"), specimen.name());
        }
        Path written = Path.of("target", "laws.md");
        Files.createDirectories(Path.of("target"));
        Files.writeString(written, text);
        String recorded = Files.readString(Path.of("..", "docs", "results", "laws.md"));
        assertEquals(recorded.substring(0, recorded.indexOf(FIRST_SEEN)), text + "\n");
    }
}
