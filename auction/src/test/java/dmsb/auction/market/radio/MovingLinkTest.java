package dmsb.auction.market.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;

/** Means over independent links within four standard errors: a right link fails one such check in 15,800. */
class MovingLinkTest {
    private static final Antennas STREET = new Antennas(10, 1.5, 3.5);
    private static final UrbanMicro MICRO = new UrbanMicro();
    private static final int LINKS = 40_000;

    @Test
    void lineOfSightHasTheModelsProbabilityAtEveryPlaceOfAPath() {
        int[] sights = new int[4];
        double[] places = {20, 60, 100, 250};
        for (int i = 0; i < LINKS; i++) {
            MovingLink link = new MovingLink(MICRO, STREET);
            link.reset(SeedTree.of(1).child(i).stream(), places[0]);
            sights[0] += link.lineOfSight() ? 1 : 0;
            for (int k = 1; k < places.length; k++) {
                link.move(places[k] - places[k - 1], places[k]);
                sights[k] += link.lineOfSight() ? 1 : 0;
            }
        }
        for (int k = 0; k < places.length; k++) {
            double p = MICRO.lineOfSightProbability(STREET, places[k]);
            double error = Math.sqrt(p * (1 - p) / LINKS);
            assertEquals(p, (double) sights[k] / LINKS, 4 * error, places[k] + " m");
        }
    }

    @Test
    void shadowingHasTheModelsDeviationAndFallsToOneOverEOverItsDistance() {
        FixedSight model = new FixedSight();
        double squares = 0;
        double products = 0;
        for (int i = 0; i < LINKS; i++) {
            MovingLink link = new MovingLink(model, STREET);
            link.reset(SeedTree.of(2).child(i).stream(), 100);
            double first = link.lossDb() - MICRO.lossDb(STREET, 100, true);
            for (int step = 0; step < 5; step++) {
                link.move(2.0, 100); // five steps of 2 m are the 10 m over which it falls to 1/e
            }
            double second = link.lossDb() - MICRO.lossDb(STREET, 100, true);
            squares += (first * first + second * second) / 2;
            products += first * second;
        }
        double variance = 16.0;
        double correlation = StrictMath.exp(-1);
        // var of the mean of two correlated squares: 2 s^4 (1 + r^2) / 2; of a product: s^4 (1 + r^2)
        double error = variance * Math.sqrt((1 + correlation * correlation) / LINKS);
        assertEquals(variance, squares / LINKS, 4 * error);
        assertEquals(correlation * variance, products / LINKS, 4 * error);
    }

    @Test
    void aLinkThatDoesNotMoveDoesNotChange() {
        MovingLink link = new MovingLink(MICRO, STREET);
        for (int i = 0; i < 100; i++) {
            link.reset(SeedTree.of(3).child(i).stream(), 70);
            double loss = link.lossDb();
            link.move(0, 70);
            assertEquals(loss, link.lossDb());
        }
    }

    @Test
    void theStateStaysForALengthOfStreet() {
        int changes = 0;
        MovingLink link = new MovingLink(MICRO, STREET);
        link.reset(SeedTree.of(4).stream(), 60);
        boolean state = link.lineOfSight();
        for (int metre = 0; metre < 20_000; metre++) {
            link.move(1, 60);
            changes += link.lineOfSight() == state ? 0 : 1;
            state = link.lineOfSight();
        }
        // drawn anew every metre it would change 2 p (1 - p) of the time, 9,800 of 20,000 metres; correlated over 50 m
        // the
        // level crossings of the walk are some tenth of that
        assertTrue(changes > 0 && changes < 3_000, changes + " changes");
    }

    /** UMi with a line of sight everywhere. */
    private static final class FixedSight implements Channel {
        @Override
        public String name() {
            return "clear";
        }

        @Override
        public double lineOfSightProbability(Antennas antennas, double distance) {
            return 1.0;
        }

        @Override
        public double lossDb(Antennas antennas, double distance, boolean lineOfSight) {
            return MICRO.lossDb(antennas, distance, lineOfSight);
        }

        @Override
        public double shadowingDb(Antennas antennas, boolean lineOfSight) {
            return MICRO.shadowingDb(antennas, lineOfSight);
        }

        @Override
        public double shadowingDistance(boolean lineOfSight) {
            return MICRO.shadowingDistance(lineOfSight);
        }

        @Override
        public double lineOfSightDistance() {
            return MICRO.lineOfSightDistance();
        }
    }
}
