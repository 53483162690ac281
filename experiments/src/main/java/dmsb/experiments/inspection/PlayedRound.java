package dmsb.experiments.inspection;

import dmsb.auction.environment.HindsightRound;
import dmsb.auction.round.Round;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A round of a simulated market as it was played, with hindsight.
 *
 * @param conditions the market conditions that were announced
 * @param estimate the UAV's estimate
 * @param contract the UAV's contract
 * @param bids the bids b_1..b_N
 * @param uavValue v_0, whoever served
 * @param uavWorth zeta v_0
 * @param rho the factor that decided; NaN where none did, infinite where the UAV serves whatever is bid
 * @param winner who served, 0 for the UAV
 * @param price what was paid
 * @param surplus eq. (12a)
 * @param firstBest max(zeta v_0, highest bid)
 */
record PlayedRound(
        List<Double> conditions,
        double estimate,
        double contract,
        List<Double> bids,
        double uavValue,
        double uavWorth,
        double rho,
        int winner,
        double price,
        double surplus,
        double firstBest) {
    PlayedRound {
        conditions = List.copyOf(conditions);
        bids = List.copyOf(bids);
    }

    /** A settled round. */
    static PlayedRound of(double[] conditions, HindsightRound hindsight) {
        Round round = hindsight.round();
        return new PlayedRound(
                list(conditions),
                round.estimate(),
                round.contract(),
                list(Arrays.copyOf(round.bids(), stations(round))),
                hindsight.uavValue(),
                hindsight.uavWorth(),
                round.rho(),
                round.winner(),
                round.price(),
                hindsight.surplus(),
                hindsight.firstBest());
    }

    /** How many stations a simulated round has: those in the first places. */
    private static int stations(Round round) {
        int count = 0;
        while (count < round.groundStations() && round.isPresent(count + 1)) {
            count++;
        }
        return count;
    }

    private static List<Double> list(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double[] conditionArray() {
        return array(conditions);
    }

    double[] bidArray() {
        return array(bids);
    }

    /** Stations from the highest bid on, as indices from 0; among equal bids the first comes first. */
    private int station(int rank) {
        return IntStream.range(0, bids.size())
                .boxed()
                .sorted(Comparator.comparing((Integer station) -> bids.get(station))
                        .reversed())
                .toList()
                .get(rank);
    }

    double highest() {
        return bids.get(station(0));
    }

    double second() {
        return bids.size() > 1 ? bids.get(station(1)) : 0;
    }

    boolean uavServes() {
        return winner == 0;
    }

    /** Whether whoever served was worth most. */
    boolean isBest() {
        return surplus == firstBest;
    }

    /** The round with another declaration of the UAV. */
    PlayedRound declaring(double newEstimate, double newContract) {
        return with(newEstimate, newContract, bids);
    }

    /** The round in which the station of a rank, 0 for the highest, bids something else. */
    PlayedRound bidding(int rank, double bid) {
        double[] changed = bidArray();
        changed[station(rank)] = bid;
        return with(estimate, contract, list(changed));
    }

    private PlayedRound with(double newEstimate, double newContract, List<Double> newBids) {
        return new PlayedRound(
                conditions,
                newEstimate,
                newContract,
                newBids,
                uavValue,
                uavWorth,
                rho,
                winner,
                price,
                surplus,
                firstBest);
    }
}
