package dmsb.experiments.sweep;

import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.Presets;
import dmsb.experiments.dense.DenseMethod;
import dmsb.experiments.dense.DenseRules;
import dmsb.experiments.dense.DenseRun;
import dmsb.experiments.run.OwnParts;
import dmsb.experiments.run.TrainingRun;
import dmsb.nn.agent.SetActorConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The methods of a study on slots of several tasks and UAVs: what makes their runs on a market. */
final class SlotMethods {
    /** What is trained unless a method says something else. */
    static final String DEFAULT_AGENT = DenseMethod.DIFFUSION.toString();

    private SlotMethods() {}

    /** Makes the run of a method on a market. */
    @FunctionalInterface
    interface Maker {
        Run on(Scenario market, HeldOutEpisodes evaluation);
    }

    /** Whether a market is for these methods. */
    static boolean serve(Scenario market) {
        return !DenseSettings.isOne(market);
    }

    /** Refuses what goes with one task only. */
    static void require(ConfigSection method, ConfigSection experiment) {
        if (experiment.has(StudyLog.KEY)) {
            throw experiment.refusal(StudyLog.KEY, "no log with slots of several tasks");
        }
        for (String key : OwnParts.KEYS) {
            if (method.has(key)) {
                throw method.refusal(key, "none with slots of several tasks");
            }
        }
    }

    /** What makes a rule's run: one, without a seed. */
    static Map<@Nullable Long, Maker> rule(ConfigSection method, ConfigSection experiment) {
        String rule = method.text(RuleRun.RULE);
        StudyParser.placed(method, () -> {
            DenseRules.requireRule(RuleRun.RULE, rule);
            return rule;
        });
        int curveEpisodes = experiment.count("curveEpisodes", TrainingRun.DEFAULT_CURVE_EPISODES);
        return Collections.singletonMap(
                null, (market, evaluation) -> new DenseRuleRun(market, rule, evaluation, curveEpisodes));
    }

    /**
     * What makes a learner's runs, by seed.
     *
     * @param method the method
     * @param training the method, or the experiment where it does not say
     * @param locate finds the settings that it names, given the names of presets
     */
    static Map<@Nullable Long, Maker> learner(
            ConfigSection method, ConfigSection training, BiFunction<String, List<String>, String> locate) {
        DenseMethod agent =
                StudyParser.placed(method, () -> DenseRun.method("agent", method.text("agent", DEFAULT_AGENT)));
        String source = method.text("learner", Presets.SET_ACTORS.names().get(0));
        SetActorConfig settings = StudyParser.placed(
                method,
                () -> Presets.SET_ACTORS.load(
                        locate.apply(source, Presets.SET_ACTORS.names()),
                        method.section("set").toMap()));
        int steps = training.count("steps");
        int points = training.count("evaluations", TrainingRun.DEFAULT_EVALUATIONS);
        int curveEpisodes = training.count("curveEpisodes", TrainingRun.DEFAULT_CURVE_EPISODES);
        Map<@Nullable Long, Maker> makers = new LinkedHashMap<>();
        for (long seed : training.wholeNumbers("seeds")) {
            makers.put(
                    seed,
                    (market, evaluation) -> new DenseLearnerRun(
                            DenseRun.of(market, agent, settings, steps, seed, points, curveEpisodes), evaluation));
        }
        return makers;
    }
}
