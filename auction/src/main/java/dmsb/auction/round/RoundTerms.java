package dmsb.auction.round;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.ContractKind;
import dmsb.auction.market.Reveal;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.core.argument.Require;

/**
 * The terms on which a market's rounds are held: who bids, what counts as surplus, what is remembered and what is
 * revealed. A model is used on the terms of the scenario that it was trained on. Immutable.
 *
 * @param stations how many ground base stations a round may have
 * @param conditionCount the number of market conditions that are announced, at least 0
 * @param history the number of past rounds that are remembered, H, at least 1
 * @param zeta the UAV's bargaining power in eq. (12a), positive and finite
 * @param reveal whether the auctioneer is told v_0 of a round that the UAV has served
 * @param revealLag the least number of further rounds that are held before a rule sees a revealed v_0, at least 0
 * @param contract what the UAV pays when it serves
 */
public record RoundTerms(
        Stations stations,
        int conditionCount,
        int history,
        double zeta,
        Reveal reveal,
        int revealLag,
        ContractKind contract) {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a component is out of its range, naming it
     */
    public RoundTerms {
        Require.atLeast("conditionCount", conditionCount, 0);
        Require.atLeast("history", history, 1);
        Require.atLeast("revealLag", revealLag, 0);
        Require.positive("zeta", zeta);
    }

    /**
     * Terms on which the UAV pays the contract of eq. (13).
     *
     * @param groundStations the number of ground base stations, N, at least 1
     * @param conditionCount the number of market conditions that are announced, at least 0
     * @param history the number of past rounds that are remembered, H, at least 1
     * @param zeta the UAV's bargaining power in eq. (12a), positive and finite
     * @param reveal whether the auctioneer is told v_0 of a round that the UAV has served
     * @param revealLag the least number of further rounds that are held before a rule sees a revealed v_0, at least 0
     * @throws IllegalArgumentException if a component is out of its range, naming it
     */
    public RoundTerms(int groundStations, int conditionCount, int history, double zeta, Reveal reveal, int revealLag) {
        this(Stations.of(groundStations), conditionCount, history, zeta, reveal, revealLag, ContractKind.PAST);
    }

    /**
     * The terms of a scenario.
     *
     * @param scenario the scenario
     * @return its terms
     */
    public static RoundTerms of(Scenario scenario) {
        return new RoundTerms(
                scenario.stations(),
                ConditionLayout.count(scenario.groundStations()),
                scenario.history(),
                scenario.uavBargainingPower(),
                scenario.reveal(),
                scenario.revealLag(),
                scenario.contract());
    }

    /**
     * Simple terms for rules that look at the last round only: no market conditions, a history of one round, zeta = 1, v_0
     * revealed where the UAV served.
     *
     * @param groundStations the number of ground base stations, N, at least 1
     * @return the terms
     * @throws IllegalArgumentException if the number is not positive
     */
    public static RoundTerms of(int groundStations) {
        return new RoundTerms(groundStations, 0, 1, 1.0, Reveal.SERVED, 0);
    }

    /**
     * The number of places for ground base stations.
     *
     * @return N, where rounds may differ in it the largest
     */
    public int groundStations() {
        return stations.most();
    }

    /**
     * What a value of the UAV counts in the surplus, eq. (12a).
     *
     * @param uavValue v_0 or an estimate of it, finite and not negative
     * @return zeta times it, the largest double if that is too large for one
     */
    public double worth(double uavValue) {
        return Math.min(Double.MAX_VALUE, zeta * uavValue);
    }

    /**
     * The terms with another history.
     *
     * @param rounds the number of past rounds that are remembered, at least 1
     * @return new terms
     * @throws IllegalArgumentException if the number is not positive
     */
    public RoundTerms withHistory(int rounds) {
        return new RoundTerms(stations, conditionCount, rounds, zeta, reveal, revealLag, contract);
    }

    /**
     * The terms with another bargaining power of the UAV.
     *
     * @param power zeta, positive and finite
     * @return new terms
     * @throws IllegalArgumentException if the number is not positive and finite
     */
    public RoundTerms withZeta(double power) {
        return new RoundTerms(stations, conditionCount, history, power, reveal, revealLag, contract);
    }

    /**
     * The terms with another revelation of v_0.
     *
     * @param when whether it is revealed
     * @param lag how many more rounds have been held at the least when a rule sees it, at least 0
     * @return new terms
     * @throws IllegalArgumentException if the lag is negative
     */
    public RoundTerms withReveal(Reveal when, int lag) {
        return new RoundTerms(stations, conditionCount, history, zeta, when, lag, contract);
    }

    /**
     * The terms with another contract of the UAV.
     *
     * @param kind what the UAV pays when it serves
     * @return new terms
     */
    public RoundTerms withContract(ContractKind kind) {
        return new RoundTerms(stations, conditionCount, history, zeta, reveal, revealLag, kind);
    }

    /**
     * What the UAV pays when it serves.
     *
     * @param past its contract b_0 of eq. (13)
     * @param highestBid the round's highest bid
     * @param look whether the round is a look
     * @return b_0; under the pivot contract max_n b_n / zeta, the largest double if that is too large for one, and 0 in a look
     */
    double uavPays(double past, double highestBid, boolean look) {
        if (contract == ContractKind.PAST) {
            return past;
        }
        return look ? 0.0 : Math.min(Double.MAX_VALUE, highestBid / zeta);
    }

    /** The components, of the stations the number or the range. */
    @Override
    public String toString() {
        return "RoundTerms[groundStations=" + stations + ", conditionCount=" + conditionCount + ", history=" + history
                + ", zeta=" + zeta + ", reveal=" + reveal + ", revealLag=" + revealLag + ", contract=" + contract + "]";
    }
}
