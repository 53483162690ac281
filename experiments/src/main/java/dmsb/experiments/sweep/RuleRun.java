package dmsb.experiments.sweep;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.CurveEpisodes;
import dmsb.experiments.run.EpisodeTable;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.Progress;
import dmsb.experiments.run.Rules;
import dmsb.experiments.run.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule on held-out episodes.
 *
 * @param scenario the market
 * @param rule one of those of {@link Rules}, one of the user's own with its hash
 * @param evaluation the episodes
 * @param curveEpisodes how many episodes of the learning curves it is measured on too, at least 1
 */
public record RuleRun(Scenario scenario, String rule, HeldOutEpisodes evaluation, int curveEpisodes) implements Run {
    static final String RULE = "rule";
    private static final String CURVE_EPISODES = "curveEpisodes";

    /** A rule plays some fifty times as many rounds a second as a learner learns from. */
    private static final long ROUNDS_PER_WORK = 50;

    /**
     * Checks the rule's name and the number of episodes.
     *
     * @throws UsageException if there is no such rule, or the number is not positive
     */
    public RuleRun {
        if (curveEpisodes < 1) {
            throw new UsageException(CURVE_EPISODES + ": expected at least 1, got " + curveEpisodes);
        }
        if (!Rules.needsTraining(rule)) {
            Rules.seller(rule, new Evaluation(scenario, SeedTree.of(0)), 1);
        }
    }

    static RuleRun of(ConfigSection configuration) {
        configuration.only(HeldOutEpisodes.withKeys(List.of(RULE, "scenario", CURVE_EPISODES)));
        return new RuleRun(
                Presets.SCENARIOS.exact(configuration.section("scenario").toMap()),
                configuration.text(RULE),
                HeldOutEpisodes.of(configuration),
                configuration.count(CURVE_EPISODES));
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(RULE, rule);
        map.put("scenario", scenario.values().toPlain());
        evaluation.putInto(map);
        map.put(CURVE_EPISODES, curveEpisodes);
        return map;
    }

    @Override
    public long work() {
        return 1 + (long) (evaluation.episodes() + curveEpisodes) * scenario.roundsPerEpisode() / ROUNDS_PER_WORK;
    }

    @Override
    public List<String> outputs() {
        return List.of(EpisodeTable.FILE, CurveEpisodes.FILE, TrainingRun.TIMING);
    }

    @Override
    public void execute(Path folder, @Nullable Path unfinished, Progress progress) throws IOException {
        long start = System.nanoTime();
        HeldOut heldOut = new HeldOut(scenario, evaluation.seed(), evaluation.episodes());
        EpisodeTable.of(heldOut.rule(rule, Progress.SILENT)).write(folder.resolve(EpisodeTable.FILE));
        CurveEpisodes.rule(rule, scenario, evaluation.seed(), curveEpisodes).write(folder.resolve(CurveEpisodes.FILE));
        AtomicFile.write(
                folder.resolve(TrainingRun.TIMING),
                "episodes,seconds\n" + evaluation.episodes() + "," + Decimal.fixed((System.nanoTime() - start) / 1e9, 3)
                        + "\n");
        progress.report(work(), "");
    }
}
