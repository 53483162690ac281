package dmsb.experiments.sweep;

import dmsb.auction.evaluation.Seller;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.core.tensorfile.Sha256;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseRun;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.run.EpisodeTable;
import dmsb.experiments.run.Json;
import dmsb.experiments.run.Progress;
import dmsb.experiments.run.Rules;
import dmsb.experiments.run.TownFiles;
import dmsb.experiments.run.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One unit of a sweep as plain data: a rule or a learner on a market, measured on held-out episodes. What it writes is a
 * function of this data, so it can be shipped as text, executed anywhere, and executed again.
 */
public sealed interface Run permits RuleRun, LearnerRun, DenseRuleRun, DenseLearnerRun {
    /** What the manifest of a run calls it. */
    String COMMAND = "run";

    /**
     * The version of the bytes that runs write. To be raised by every change that leads a seed to other numbers: recorded
     * runs are then made anew instead of being mixed with new ones.
     */
    int FORMAT = 5;

    /** 80 bits of a hash: among a million runs two have the same with a probability of 4e-13. */
    int KEY_LENGTH = 20;

    /**
     * Reads a run's description.
     *
     * @param description what {@link #description} gave
     * @return the run
     * @throws UsageException if it is malformed
     */
    static Run parse(String description) {
        return parse(description, OwnClasses.NONE);
    }

    /**
     * Reads a run's description, perhaps one with classes of the user's own.
     *
     * @param description what {@link #description} gave
     * @param own the classes there are
     * @return the run
     * @throws UsageException if it is malformed, or names a class that is not among these
     */
    static Run parse(String description, OwnClasses own) {
        return of(Json.read(description, "run"), own);
    }

    /**
     * The run that a manifest's configuration describes.
     *
     * @param configuration the values of {@link #toMap}
     * @return the run
     * @throws UsageException if a value is unknown, missing or refused
     */
    static Run of(ConfigSection configuration) {
        return of(configuration, OwnClasses.NONE);
    }

    /**
     * The run that a manifest's configuration describes, perhaps one with classes of the user's own.
     *
     * @param configuration the values of {@link #toMap}
     * @param own the classes there are
     * @return the run
     * @throws UsageException if a value is unknown, missing or refused, or names a class that is not among these
     */
    static Run of(ConfigSection configuration, OwnClasses own) {
        if (configuration.has(DenseRun.FEWEST_TASKS)) {
            return DenseLearnerRun.of(configuration, own);
        }
        if (!configuration.has(RuleRun.RULE)) {
            return LearnerRun.of(configuration, own);
        }
        return DenseSettings.isOne(TownFiles.readAny(configuration, own))
                ? RuleRun.of(configuration, own)
                : DenseRuleRun.of(configuration, own);
    }

    /**
     * The market.
     *
     * @return the scenario
     */
    Scenario scenario();

    /**
     * The held-out episodes that it is measured on.
     *
     * @return the episodes
     */
    HeldOutEpisodes evaluation();

    /**
     * Whether it is one of a rule, which takes seconds.
     *
     * @return false if something is trained
     */
    default boolean isOfRule() {
        return this instanceof RuleRun || this instanceof DenseRuleRun;
    }

    /**
     * The way of selling that was measured, ready for the held-out episodes.
     *
     * @param folder the folder of the run when it is done
     * @param rules the rules there are
     * @return a new seller, trained if it needs that; a learner's model is read
     * @throws UsageException if there is no such rule, the model is missing or malformed, or slots of several tasks are sold
     */
    Seller seller(Path folder, Rules rules);

    /**
     * The run as plain values by key.
     *
     * @return the values, in order, as {@link #of} takes them
     */
    Map<String, Object> toMap();

    /**
     * A rough measure of the time it takes, by which long runs begin first and progress is told.
     *
     * @return the rounds that are learned from, or what takes as long; at least 1
     */
    long work();

    /**
     * The files it writes, but for the manifest.
     *
     * @return their names
     */
    List<String> outputs();

    /**
     * Does the work, or what an execution before has left of it.
     *
     * @param folder where the outputs go, an existing folder of this run's own
     * @param unfinished where it keeps what a later execution may go on from; null to keep nothing
     * @param rules the rules there are
     * @param progress told of the work done, in units of {@link #work}
     * @throws UsageException if the run is one of a rule that is not among these
     * @throws IOException if an output could not be written
     */
    void execute(Path folder, @Nullable Path unfinished, Rules rules, Progress progress) throws IOException;

    /**
     * The run as text: the same for equal runs, on every system.
     *
     * @return one line
     */
    default String description() {
        return Json.printLine(toMap());
    }

    /**
     * What the run is called: a hash of all that its bytes depend on, its description and the build of the code.
     *
     * @return hexadecimal digits
     */
    default String key() {
        return key(Version.build());
    }

    /**
     * What the run is called by some build of the code.
     *
     * @param build the build, as a manifest has it
     * @return hexadecimal digits
     */
    default String key(String build) {
        String content = "dmsb run " + FORMAT + " " + build + "\n" + description();
        return Sha256.hex(content.getBytes(StandardCharsets.UTF_8)).substring(0, KEY_LENGTH);
    }

    /**
     * Where a run's evaluation is.
     *
     * @param folder the run's folder
     * @return the table of held-out episodes
     * @throws UsageException if it is missing or malformed
     */
    static EpisodeTable evaluation(Path folder) {
        return EpisodeTable.read(folder.resolve(EpisodeTable.FILE));
    }
}
