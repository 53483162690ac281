package dmsb.experiments.results;

import dmsb.experiments.run.EpisodeTable;
import dmsb.experiments.run.Manifest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A run that was made.
 *
 * @param folder where it is
 * @param manifest what it was
 * @param evaluation its held-out episodes
 * @param onCurveEpisodes the episodes of the learning curves; null for a learner, and for a rule of an older build
 * @param curve its learning curve; null for a rule
 * @param timing its times; null for a rule
 */
public record StudyRun(
        Path folder,
        Manifest manifest,
        EpisodeTable evaluation,
        @Nullable EpisodeTable onCurveEpisodes,
        @Nullable LearningCurve curve,
        @Nullable Timing timing) {}
