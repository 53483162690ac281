package dmsb.experiments.results;

import dmsb.experiments.run.EpisodeTable;
import dmsb.experiments.run.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * A run that was made.
 *
 * @param manifest what it was
 * @param evaluation its held-out episodes
 * @param curve its learning curve; null for a rule
 * @param timing its times; null for a rule
 */
public record StudyRun(
        Manifest manifest,
        EpisodeTable evaluation,
        @Nullable LearningCurve curve,
        @Nullable Timing timing) {}
