package dmsb.experiments.cli;

import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Metric;
import dmsb.auction.market.Scenario;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseHeldOut;
import dmsb.experiments.dense.DenseModels;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.run.EpisodeTable;
import dmsb.experiments.run.Json;
import dmsb.experiments.run.Score;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of a rule or a model on slots of several tasks and UAVs.
 *
 * @param what the rule or the model
 * @param market the scenario
 * @param episodes how many held-out episodes
 * @param seed their seed
 */
record EvaluatedSlots(SlotSelling what, Scenario market, int episodes, long seed) {
    /** What is measured with one task only. */
    private static final List<String> LEFT_OUT = List.of("gridBestFraction", "delaySeconds", "payment");

    /** Whether slots of several tasks are asked for: by the scenario, or by the model if no scenario was asked for. */
    static boolean areAskedFor(ModelOrRule what, ScenarioOptions scenario) {
        return (what.model != null && DenseModels.isOne(what.model)) || scenario.hasSeveralTasks();
    }

    /**
     * What is asked for.
     *
     * @throws UsageException if options do not go together, or the rule or the model is not there
     */
    static EvaluatedSlots of(ModelOrRule what, ScenarioOptions scenario, MeasuredRounds measured) {
        SlotSelling selling = what.model == null
                ? SlotSelling.of("--rule", rule(what))
                : new SlotSelling(what.model.toString(), DenseModels.read(what.model));
        return new EvaluatedSlots(selling, scenario.anyFor(selling.model()), measured.ofSlots(), measured.seed());
    }

    private static String rule(ModelOrRule what) {
        if (OwnClasses.isOne(what.rule())) {
            throw new UsageException("--rule-class: expected none with slots of several tasks, got "
                    + what.rule().substring(OwnClasses.PREFIX.length()));
        }
        return what.rule();
    }

    /** Plays the episodes. */
    EpisodeMeans play() {
        DenseHeldOut heldOut = new DenseHeldOut(market, seed, episodes);
        return heldOut.play(what.rule(heldOut));
    }

    /** Says what came of it, as JSON or in lines. */
    void tell(EpisodeMeans means, PrintWriter out, boolean json) {
        Score score = Score.of(means, seed);
        if (json) {
            out.println(Json.print(result(means, score)));
            return;
        }
        out.println((what.model() == null ? "rule   " : "model  ") + what.text() + ", " + episodes
                + " held-out episodes, seed " + seed
                + (episodes == 1 ? "; one episode gives no interval" : "; 95 % intervals over episodes"));
        EvaluateCommand.line(out, "surplus per slot", score.surplus(), 2, "");
        EvaluateCommand.line(out, "fraction of first best", score.firstBestFraction(), 4, "");
        out.println("  of it the UAVs'            " + Decimal.fixed(score.uavSurplus(), 2));
        out.println("  of it the ground BSs'      " + Decimal.fixed(score.groundSurplus(), 2));
        EvaluateCommand.line(out, "tasks served by UAVs", score.uavShare(), 4, "");
        out.println("tasks served by nobody       " + Decimal.fixed(means.mean(Metric.UNSERVED), 4));
        out.println("of one task only, left out   " + String.join(", ", LEFT_OUT));
        out.println(Told.of(market));
    }

    private Map<String, @Nullable Object> result(EpisodeMeans means, Score score) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        if (what.model() == null) {
            result.put("rule", what.text());
        } else {
            result.put("model", what.text());
            result.put("modelId", Objects.requireNonNull(what.model()).id());
        }
        result.putAll(score.toMap());
        result.keySet().removeIf(key -> LEFT_OUT.stream().anyMatch(key::startsWith));
        result.put(EpisodeTable.column(Metric.UNSERVED), means.mean(Metric.UNSERVED));
        result.put("leftOut", LEFT_OUT);
        result.put("seed", seed);
        result.put("scenario", market.values().toPlain());
        return result;
    }
}
