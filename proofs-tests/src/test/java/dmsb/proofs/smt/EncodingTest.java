package dmsb.proofs.smt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.uni_freiburg.informatik.ultimate.logic.Script;
import de.uni_freiburg.informatik.ultimate.logic.Term;
import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.auction.rule.ActionGrid;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** What is proved is what is run: the encoded auction and the library's agree, bids on the border of winning included. */
class EncodingTest {
    private static final ActionGrid GRID = new ActionGrid(20);

    @Test
    void theEncodedRuleIsTheLibrarysAuction() {
        RandomStream stream = SeedTree.of(14).child("encoding").stream();
        for (int trial = 0; trial < 20_000; trial++) {
            double rho = rho(stream);
            double[] bids = bids(stream, rho);
            Outcome outcome = new ModifiedSecondBid(rho).clear(bids);
            Rule rule = new Rules.Modified(Fractions.of(rho));
            List<BigFraction> exact =
                    Arrays.stream(bids).mapToObj(Fractions::of).toList();
            for (int n = 1; n <= bids.length; n++) {
                List<BigFraction> others = Law.without(exact, n - 1);
                boolean wins = rule.wins(Fractions.EXACT, exact.get(n - 1), others);
                assertEquals(outcome.allocation(n) == 1, wins);
                if (wins) {
                    BigDecimal psi = exactDecimal(rule.pays(Fractions.EXACT, exact.get(n - 1), others));
                    assertEquals(psi.doubleValue(), outcome.price());
                }
            }
        }
    }

    @Test
    void theSolverSeesTheSameWinners() {
        RandomStream stream = SeedTree.of(15).child("encoding").stream();
        for (int trial = 0; trial < 200; trial++) {
            double rho = rho(stream);
            double[] bids = bids(stream, rho);
            Outcome outcome = new ModifiedSecondBid(rho).clear(bids);
            Script script = Prover.script();
            Encoder encoder = new Encoder(script);
            List<Term> terms = Prover.variables(
                    script,
                    encoder,
                    IntStream.range(0, bids.length).mapToObj(i -> "b" + i).toList());
            Rule rule = new Rules.Modified(Fractions.of(rho));
            Term disagreement = encoder.any(IntStream.range(0, bids.length)
                    .mapToObj(i -> {
                        Term wins = rule.wins(encoder, terms.get(i), Law.without(terms, i));
                        return outcome.allocation(i + 1) == 1 ? encoder.not(wins) : wins;
                    })
                    .toList());
            for (int i = 0; i < bids.length; i++) {
                script.assertTerm(script.term("=", terms.get(i), encoder.constant(Fractions.of(bids[i]))));
            }
            // The definitions leave something, or nothing would contradict them.
            assertTrue(Prover.isSatisfiable(script));
            script.assertTerm(disagreement);
            assertFalse(Prover.isSatisfiable(script), Arrays.toString(bids) + " " + rho);
        }
    }

    private static double rho(RandomStream stream) {
        return stream.nextInt(3) == 0 ? 1.0 + stream.nextInt(5) / 2.0 : GRID.rho(stream.nextInt(GRID.size()));
    }

    /** Quarters, so that ties are frequent; every second time one bid is the rounded critical payment of another. */
    private static double[] bids(RandomStream stream, double rho) {
        double[] bids = new double[2 + stream.nextInt(4)];
        for (int i = 0; i < bids.length; i++) {
            bids[i] = stream.nextInt(13) / 4.0;
        }
        if (stream.nextBoolean()) {
            int n = stream.nextInt(bids.length);
            bids[n] = rho * Bids.highestOfOthers(bids, bids.length, n);
        }
        return bids;
    }

    /** The decimal that a fraction with a power of two below the line is. */
    private static BigDecimal exactDecimal(BigFraction fraction) {
        return new BigDecimal(fraction.getNumerator()).divide(new BigDecimal(fraction.getDenominator()));
    }
}
