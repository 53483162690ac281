package dmsb.experiments.sweep;

import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.market.Scenario;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseHeldOut;
import dmsb.experiments.dense.DenseRules;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.run.CurveEpisodes;
import dmsb.experiments.run.EpisodeTable;
import dmsb.experiments.run.Progress;
import dmsb.experiments.run.Rules;
import dmsb.experiments.run.TownFiles;
import dmsb.experiments.run.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule on held-out episodes of slots of several tasks and UAVs. One that is trained is trained with the seed of the evaluation.
 *
 * @param scenario the market
 * @param rule the name of a {@link NamedVectorRule}
 * @param evaluation the episodes
 * @param curveEpisodes how many episodes of the learning curves it is measured on too, at least 1
 */
public record DenseRuleRun(Scenario scenario, String rule, HeldOutEpisodes evaluation, int curveEpisodes)
        implements Run {
    /** A rule plays some as many slots a second as a learner learns from, the planner far fewer. */
    private static final long SLOTS_PER_WORK = 5;

    /**
     * Checks the name and the number.
     *
     * @throws UsageException if there is no such rule, or the number is not positive
     */
    public DenseRuleRun {
        DenseRules.requireRule(RuleRun.RULE, rule);
        if (curveEpisodes < 1) {
            throw new UsageException(RuleRun.CURVE_EPISODES + ": expected at least 1, got " + curveEpisodes);
        }
    }

    static DenseRuleRun of(ConfigSection configuration, OwnClasses own) {
        configuration.only(HeldOutEpisodes.withKeys(
                List.of(RuleRun.RULE, TownFiles.SCENARIO, TownFiles.KEY, RuleRun.CURVE_EPISODES)));
        return new DenseRuleRun(
                TownFiles.readAny(configuration, own),
                configuration.text(RuleRun.RULE),
                HeldOutEpisodes.of(configuration),
                configuration.count(RuleRun.CURVE_EPISODES));
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(RuleRun.RULE, rule);
        TownFiles.write(map, scenario);
        evaluation.putInto(map);
        map.put(RuleRun.CURVE_EPISODES, curveEpisodes);
        return map;
    }

    @Override
    public long work() {
        return 1 + (long) (evaluation.episodes() + curveEpisodes) * scenario.roundsPerEpisode() / SLOTS_PER_WORK;
    }

    @Override
    public List<String> outputs() {
        return List.of(EpisodeTable.FILE, CurveEpisodes.FILE, TrainingRun.TIMING);
    }

    @Override
    public Seller seller(Path folder, Rules rules) {
        throw DenseLearnerRun.noSeller();
    }

    @Override
    public void execute(Path folder, @Nullable Path unfinished, Rules rules, Progress progress) throws IOException {
        long start = System.nanoTime();
        DenseHeldOut heldOut = new DenseHeldOut(scenario, evaluation.seed(), evaluation.episodes());
        EpisodeTable.ofSlots(heldOut.play(heldOut.rule(rule))).write(folder.resolve(EpisodeTable.FILE));
        EpisodeTable.ofSlots(heldOut.onCurve(heldOut.rule(rule), curveEpisodes)) // made anew, as it learns as it plays
                .write(folder.resolve(CurveEpisodes.FILE));
        AtomicFile.write(
                folder.resolve(TrainingRun.TIMING),
                "episodes,seconds\n" + evaluation.episodes() + "," + Decimal.fixed((System.nanoTime() - start) / 1e9, 3)
                        + "\n");
        progress.report(work(), "");
    }
}
