package dmsb.auction.rule.filter;

/** The rule of {@link Belief#valueOfInformation}: a {@link LookWorth}, times a weight. */
final class ValueOfInformationRule extends BeliefRule {
    private final double weight;
    private final LookWorth worth;

    ValueOfInformationRule(Belief belief, double weight) {
        super(belief);
        this.weight = weight;
        this.worth = new LookWorth(belief);
    }

    @Override
    double worthOfLook(BeliefState state, Gaussian round) {
        return weight == 0 ? 0 : weight * worth.of(state, round);
    }
}
