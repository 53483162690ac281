package dmsb.experiments.cli;

import dmsb.auction.dense.DenseEvaluation;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.SlotListener;
import dmsb.auction.dense.VectorModel;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.market.Scenario;
import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseModels;
import dmsb.experiments.dense.DenseRules;
import dmsb.experiments.dense.SlotLog;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@code dmsb simulate} for slots of several tasks: the episodes of {@code dmsb dense} as a log.
 *
 * @param shape what is simulated
 * @param rule prices the slots
 * @param seed the seed of the episodes
 * @param episodes how many
 */
record SlotSimulation(Intersection shape, VectorRule rule, long seed, int episodes) {
    private static final String STANDARD_RULE = "sell-all";

    /**
     * A simulation.
     *
     * @param scenario what is simulated
     * @param what what prices the slots; null for rho = 1
     * @param model the model if it is one
     * @param played the episodes
     * @throws UsageException if it does not go with slots of several tasks
     */
    static SlotSimulation of(
            Scenario scenario, @Nullable ModelOrRule what, @Nullable VectorModel model, EpisodeOptions played) {
        Intersection shape = Intersection.of(scenario);
        int episodes = played.count();
        if (model != null) {
            return new SlotSimulation(shape, DenseModels.rule(model, shape, "--model"), played.seed(), episodes);
        }
        if (what != null && (what.model != null || what.hasClass())) {
            throw new UsageException(
                    what.given() + ": expected a model or --rule for slots of several tasks, got one for one task");
        }
        VectorRule rule = DenseRules.standard(scenario, what == null ? STANDARD_RULE : what.rule());
        return new SlotSimulation(shape, rule, played.seed(), episodes);
    }

    /**
     * Writes the log, whole or not at all: JSON lines if the name says so, compressed if it ends in {@code .gz}.
     *
     * @return the number of scored slots
     */
    long write(Path out, boolean allValues, ProgressBar bar) throws IOException {
        ClearingFormat format = ClearingFormat.of(out.toString(), ClearingFormat.CSV);
        OutputFile.write(out, stream -> write(stream, format, allValues, bar));
        return (long) episodes * shape.market().roundsPerEpisode();
    }

    private void write(OutputStream stream, ClearingFormat format, boolean allValues, ProgressBar bar)
            throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
        SlotLog log = format == ClearingFormat.JSONL
                ? SlotLog.jsonLines(shape, allValues, text)
                : SlotLog.csv(shape, allValues, text);
        int last = shape.market().roundsPerEpisode() - 1;
        SlotListener listener = (episode, number, house) -> {
            log.onSlot(episode, number, house);
            if (number == last) {
                bar.report(episode + 1L, "");
            }
        };
        new DenseEvaluation(shape, DenseRules.heldOut(seed)).run(rule, episodes, listener);
        text.flush();
    }
}
