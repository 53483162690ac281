package dmsb.experiments.extension;

import dmsb.auction.environment.Reward;
import dmsb.auction.market.radio.Channel;
import dmsb.auction.rule.ScalingRule;
import dmsb.auction.rule.observation.Observation;
import dmsb.nn.agent.LearnerConfig;
import java.util.List;
import java.util.Optional;

/**
 * What a class of the user's own can be. Immutable.
 *
 * @param <T> the type that the class implements
 */
final class OwnKind<T> {
    /** A rule for rho. */
    static final OwnKind<ScalingRule> RULE = new OwnKind<>(
            "rule",
            ScalingRule.class,
            "PostedRule, BidDependentRule, StrictRule, StrictRuleWithLooks or RuleWithReveals");

    /** The settings of an agent, which make the agent. */
    static final OwnKind<LearnerConfig> AGENT = of("agent", LearnerConfig.class);

    /** What a learner learns for. */
    static final OwnKind<Reward> REWARD = of("reward", Reward.class);

    /** What a learner observes. */
    static final OwnKind<Observation> OBSERVATION = of("observation", Observation.class);

    /** A channel model of a town. */
    static final OwnKind<Channel> CHANNEL = of("channel", Channel.class);

    private static final List<OwnKind<?>> ALL = List.of(RULE, AGENT, REWARD, OBSERVATION, CHANNEL);

    private final String name;
    private final Class<T> type;
    private final String implemented;

    private OwnKind(String name, Class<T> type, String implemented) {
        this.name = name;
        this.type = type;
        this.implemented = implemented;
    }

    private static <T> OwnKind<T> of(String name, Class<T> type) {
        return new OwnKind<>(name, type, type.getSimpleName());
    }

    /** The first kind that a class is of; none for one that only helps. */
    static Optional<OwnKind<?>> of(Class<?> type) {
        for (OwnKind<?> kind : ALL) {
            if (kind.type.isAssignableFrom(type)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** The interface that a class of this kind implements. */
    Class<T> type() {
        return type;
    }

    /** What is expected of a class, for refusals. */
    String expected() {
        return "a class that implements " + implemented;
    }

    /** The kind, for refusals. */
    @Override
    public String toString() {
        return name;
    }
}
