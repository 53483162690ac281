package dmsb.auction.rule;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.round.Round;

/**
 * A rule that fixes for every station a factor of its own, from the past of the <em>others</em> and from what no bid
 * moves. Station n wins iff b_n exceeds rho_n max b_-n, at that price. Since every factor is at least 1, only the highest
 * bid can win.
 *
 * <p>Theorem A: for others' bids and inputs that are fixed sequences, truth in every round maximises the total utility
 * of a station over any horizon, whatever the coins. The subtypes say how far it holds:
 *
 * <table>
 * <caption>Three levels</caption>
 * <tr><th>type</th><th>sees of the UAV's value</th><th>theorem A</th></tr>
 * <tr><td>{@link StrictRule}</td><td>what the UAV declares</td><td>holds</td></tr>
 * <tr><td>{@link StrictRuleWithLooks}</td><td>also what looks have shown</td><td>holds</td></tr>
 * <tr><td>{@link RuleWithReveals}</td><td>also what serving has shown</td><td>does not hold: bids decide who serves</td></tr>
 * </table>
 *
 * <p>The theorem needs verified identities, values that do not depend on having won, and rivals that do not react. It
 * covers one station, not rings. docs/rules.md has the statement.
 *
 * <p>What a station can move is not refused but absent: a rule is handed a view that does not contain it. It is not told
 * of rounds either. A rule is asked for all stations and is a function of the view: what it kept of one station's view
 * would reach the factor of another.
 */
public sealed interface OthersPastRule extends ScalingRule permits StrictRule, StrictRuleWithLooks, RuleWithReveals {
    /**
     * Is never called: the past that a factor may depend on is in its view.
     *
     * @param round a settled round
     */
    @Override
    default void observe(Round round) {}

    /**
     * The refusal of a model with factors of the stations' own where one rho for all is asked for.
     *
     * @param mode what the model observes
     * @return the exception
     */
    static IllegalArgumentException noCommonRho(ObservationMode mode) {
        return new IllegalArgumentException("model: expected one for observation " + ObservationMode.PAST_BIDS
                + ", got one for observation " + mode
                + ", which posts a factor for each station: an auctioneer of its own holds its rounds");
    }
}
