package dmsb.experiments.run;

import dmsb.auction.environment.Reward;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.observation.Observation;
import dmsb.core.setting.Named;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a training has of the user's own beside agent and market. In the record of a run it stands by name; a run without it has
 * no such key.
 *
 * @param reward what is learned for; empty for the surplus
 * @param observation what is observed; empty for what the scenario says
 */
public record OwnParts(Optional<Named<Reward>> reward, Optional<Named<Observation>> observation) {
    /** The key of the reward. */
    public static final String REWARD = "reward";

    /** The key of the observation. */
    public static final String OBSERVATION = "observation";

    /** Both keys. */
    public static final List<String> KEYS = List.of(REWARD, OBSERVATION);

    /** Nothing of one's own. */
    public static final OwnParts NONE = new OwnParts(Optional.empty(), Optional.empty());

    private static final String ABSENT = "";

    /**
     * The parts by name.
     *
     * @param reward the name of the reward's class, empty for the surplus
     * @param observation the name of the observation's class, empty for what the scenario says
     * @param scenario the market
     * @param own the classes there are
     * @return the parts
     * @throws UsageException if a name is no class of these, the class is of another kind, or the market has another mode than
     *     past bids beside an observation
     */
    public static OwnParts of(String reward, String observation, Scenario scenario, OwnClasses own) {
        OwnParts parts = new OwnParts(
                named(REWARD, reward).map(name -> own.reward(name, scenario)),
                named(OBSERVATION, observation).map(name -> own.observation(name, scenario)));
        if (parts.observation.isPresent()) {
            try {
                LearnedModel.encoder(scenario, Optional.empty(), parts.observation);
            } catch (IllegalArgumentException e) {
                throw new UsageException(String.valueOf(e.getMessage()), e);
            }
        }
        return parts;
    }

    /**
     * The parts that a study or the record of a run names.
     *
     * @param section what may have the keys
     * @param scenario the market
     * @param own the classes there are
     * @return the parts
     * @throws UsageException as above
     */
    public static OwnParts of(ConfigSection section, Scenario scenario, OwnClasses own) {
        return of(section.text(REWARD, ABSENT), section.text(OBSERVATION, ABSENT), scenario, own);
    }

    private static Optional<String> named(String key, String name) {
        if (!name.isEmpty() && !OwnClasses.isOne(name)) {
            throw new UsageException(key + ": expected " + OwnClasses.PREFIX + "NAME, got " + name);
        }
        return Optional.of(name).filter(OwnClasses::isOne);
    }

    /** Adds the names to the record of a run. */
    void putInto(Map<String, Object> map) {
        reward.ifPresent(part -> map.put(REWARD, part.name()));
        observation.ifPresent(part -> map.put(OBSERVATION, part.name()));
    }
}
