package dmsb.experiments.sweep;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.run.CurveEpisodes;
import dmsb.experiments.run.EpisodeTable;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.LogSplit;
import dmsb.experiments.run.Progress;
import dmsb.experiments.run.Rules;
import dmsb.experiments.run.TownFiles;
import dmsb.experiments.run.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule on held-out episodes.
 *
 * @param scenario the market
 * @param rule one of those of {@link Rules}, one of the user's own with its hash
 * @param evaluation the episodes
 * @param curveEpisodes how many episodes of the learning curves it is measured on too, at least 1
 * @param log the log that is the market; empty to simulate
 */
public record RuleRun(
        Scenario scenario, String rule, HeldOutEpisodes evaluation, int curveEpisodes, Optional<LogSplit> log)
        implements Run {
    static final String RULE = "rule";
    static final String CURVE_EPISODES = "curveEpisodes";

    /** A rule plays some fifty times as many rounds a second as a learner learns from. */
    private static final long ROUNDS_PER_WORK = 50;

    /**
     * Checks the name of a rule of the project's own, and the number of episodes. A class of the user's is looked up when the run
     * is executed.
     *
     * @throws UsageException if there is no such rule, or the number is not positive
     */
    public RuleRun {
        if (curveEpisodes < 1) {
            throw new UsageException(CURVE_EPISODES + ": expected at least 1, got " + curveEpisodes);
        }
        if (!OwnClasses.isOne(rule)) {
            require(Rules.BUILT_IN, rule, scenario);
        }
    }

    /**
     * A run on the simulated market.
     *
     * @param scenario the market
     * @param rule the rule
     * @param evaluation the episodes
     * @param curveEpisodes how many episodes of the learning curves, at least 1
     * @throws UsageException if there is no such rule, or the number is not positive
     */
    public RuleRun(Scenario scenario, String rule, HeldOutEpisodes evaluation, int curveEpisodes) {
        this(scenario, rule, evaluation, curveEpisodes, Optional.empty());
    }

    /** Refuses a rule that does not exist, or not on a market. None is trained for that. */
    static void require(Rules rules, String rule, Scenario scenario) {
        if (!Rules.needsTraining(rule)) {
            rules.seller(rule, new Evaluation(scenario, SeedTree.of(0)), 1);
        }
    }

    static RuleRun of(ConfigSection configuration, OwnClasses own) {
        configuration.only(HeldOutEpisodes.withKeys(
                List.of(RULE, TownFiles.SCENARIO, TownFiles.KEY, CURVE_EPISODES, LogSplit.KEY, LogSplit.HASH)));
        return new RuleRun(
                TownFiles.read(configuration, own),
                configuration.text(RULE),
                HeldOutEpisodes.of(configuration),
                configuration.count(CURVE_EPISODES),
                LogSplit.of(configuration));
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(RULE, rule);
        log.ifPresent(rows -> rows.putInto(map)); // before what follows from it
        TownFiles.write(map, scenario);
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

    private RunMarket market() {
        return new RunMarket(scenario, log);
    }

    @Override
    public Seller seller(Path folder, Rules rules) {
        return market().heldOut(evaluation).seller(rules, rule);
    }

    @Override
    public void execute(Path folder, @Nullable Path unfinished, Rules rules, Progress progress) throws IOException {
        long start = System.nanoTime();
        RunMarket market = market();
        HeldOut heldOut = market.heldOut(evaluation);
        Seller seller = heldOut.seller(rules, rule);
        market.table(heldOut.play(seller)).write(folder.resolve(EpisodeTable.FILE));
        // Training costs most of the time. What learns nothing is made anew: a rule of the user's own may remember
        // episodes.
        Seller again = Rules.needsTraining(rule) ? seller : heldOut.seller(rules, rule);
        market.table(CurveEpisodes.play(again, market.curveRounds(), curveEpisodes))
                .write(folder.resolve(CurveEpisodes.FILE));
        AtomicFile.write(
                folder.resolve(TrainingRun.TIMING),
                "episodes,seconds\n" + evaluation.episodes() + "," + Decimal.fixed((System.nanoTime() - start) / 1e9, 3)
                        + "\n");
        progress.report(work(), "");
    }
}
