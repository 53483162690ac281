package dmsb.experiments.reproduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.config.Learners;
import dmsb.experiments.sweep.HeldOutEpisodes;
import dmsb.experiments.sweep.LearnerRun;
import dmsb.experiments.sweep.RuleRun;
import dmsb.experiments.sweep.Run;
import dmsb.experiments.sweep.Study;
import dmsb.experiments.sweep.StudyRow;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.agent.LearnerConfig;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReproductionPresetTest {
    private static final Set<String> EXPERIMENTS = Set.of(
            "convergence",
            "sellers",
            "bandwidth",
            "task-size",
            "shared-spectrum",
            "stale",
            "load",
            "persistence",
            "lag",
            "noise");

    private static Study study(String name) {
        return Study.parse(ReproductionPreset.yaml(name), name + ".yaml");
    }

    private static Set<String> experiments(Study study) {
        Set<String> names = new LinkedHashSet<>();
        study.rows().forEach(row -> names.add(row.experiment()));
        return names;
    }

    @Test
    void bothHaveEveryExperimentThatTheReportKnows() {
        assertEquals(EXPERIMENTS, experiments(study("paper")));
        assertEquals(EXPERIMENTS, experiments(study("quick")));
    }

    @Test
    void bothCompareTheSameMethods() {
        for (String experiment : EXPERIMENTS) {
            Set<String> paper = methods(study("paper"), experiment);
            paper.removeAll(Methods.LONG);
            assertEquals(paper, methods(study("quick"), experiment), experiment);
        }
    }

    private static Set<String> methods(Study study, String experiment) {
        Set<String> methods = new LinkedHashSet<>();
        study.rows().stream()
                .filter(row -> row.experiment().equals(experiment))
                .forEach(row -> methods.add(row.method()));
        return methods;
    }

    @Test
    void thePaperHasTenSeedsForTheConvergenceAndFiveElsewhereAndForItsLongTrainings() {
        Map<String, Set<Long>> seeds = new TreeMap<>();
        Study study = study("paper");
        for (StudyRow row : study.rows()) {
            if (row.seed() != null) {
                seeds.computeIfAbsent(row.experiment() + " " + row.method(), name -> new LinkedHashSet<>())
                        .add(row.seed());
            }
        }
        Set<String> ten = methods(study, "convergence");
        ten.removeAll(Methods.LONG);
        seeds.forEach((name, all) -> assertTrue(
                all.size() >= (ten.stream().anyMatch(method -> name.equals("convergence " + method)) ? 10 : 5),
                name + ": " + all));
        assertTrue(study.rows().stream()
                .filter(row -> Methods.LONG.contains(row.method()))
                .map(row -> study.runs().get(row.key()))
                .allMatch(run ->
                        run instanceof LearnerRun learner && learner.training().steps() >= 500_000));
    }

    @Test
    void learnersOfOneExperimentHaveEqualRounds() {
        Study study = study("paper");
        Map<String, Set<Long>> steps = new TreeMap<>();
        for (StudyRow row : study.rows()) {
            if (study.runs().get(row.key()) instanceof LearnerRun run && !Methods.LONG.contains(row.method())) {
                steps.computeIfAbsent(row.experiment(), name -> new LinkedHashSet<>())
                        .add(run.training().steps());
            }
        }
        steps.forEach((name, all) -> assertEquals(1, all.size(), name + ": " + all));
    }

    @Test
    void everyMethodOfAMarketPlaysTheSameEpisodes() {
        for (String name : List.of("paper", "quick", "tuning", "ablation")) {
            Study study = study(name);
            Map<String, Set<Object>> evaluations = new TreeMap<>();
            for (StudyRow row : study.rows()) {
                evaluations
                        .computeIfAbsent(row.experiment(), experiment -> new LinkedHashSet<>())
                        .add(evaluation(study.runs().get(row.key())));
            }
            evaluations.forEach((experiment, all) -> assertEquals(1, all.size(), experiment));
        }
    }

    @Test
    void everyLearnerIsSearchedAlikeOnEpisodesAndSeedsOfTheTuningAlone() {
        Study tuning = study("tuning");
        Map<String, Integer> trainings = new TreeMap<>();
        Set<Object> budgets = new LinkedHashSet<>();
        Set<Long> seeds = new LinkedHashSet<>();
        for (StudyRow row : tuning.rows()) {
            if (row.experiment().equals("tuning") && tuning.runs().get(row.key()) instanceof LearnerRun run) {
                trainings.merge(run.training().learner().agent(), 1, Integer::sum);
                budgets.add(run.training().steps());
                seeds.add(row.seed());
            }
        }
        assertEquals(Set.copyOf(Learners.agents()), trainings.keySet());
        assertEquals(1, new LinkedHashSet<>(trainings.values()).size(), trainings.toString());
        assertEquals(1, budgets.size());
        for (String name : List.of("paper", "quick")) {
            Study study = study(name);
            for (StudyRow row : study.rows()) {
                assertFalse(seeds.contains(row.seed()), row.label());
                assertNotEquals(
                        evaluation(tuning.runs().values().iterator().next()).seed(),
                        evaluation(study.runs().get(row.key())).seed());
            }
        }
    }

    /**
     * What the paper's experiments are repeated with was found by the search that is written down. A long training
     * of DMSB, which is compared with other long ones alone, differs in how often it learns.
     */
    @Test
    void standardSettingsAreTrialsOfTheSearch() {
        Set<LearnerConfig> trials = new HashSet<>();
        study("tuning").runs().values().forEach(run -> {
            if (run instanceof LearnerRun learner) {
                trials.add(learner.training().learner());
            }
        });
        for (String agent : Learners.agents()) {
            assertTrue(trials.contains(Learners.of(agent).load("standard", Map.of())), agent);
        }
        Study paper = study("paper");
        for (StudyRow row : paper.rows()) {
            if (row.experiment().equals("convergence") && paper.runs().get(row.key()) instanceof LearnerRun run) {
                LearnerConfig learner = run.training().learner();
                assertTrue(
                        trials.contains(row.method().equals(Methods.DMSB_LONG) ? asOftenAsStandard(learner) : learner));
            }
        }
    }

    private static LearnerConfig asOftenAsStandard(LearnerConfig learner) {
        return learner.with(
                LearnerConfig.STEPS_PER_UPDATE, DiffusionSacConfig.standard().get(LearnerConfig.STEPS_PER_UPDATE));
    }

    private static HeldOutEpisodes evaluation(@Nullable Run run) {
        return run instanceof LearnerRun learner
                ? learner.evaluation()
                : ((RuleRun) Objects.requireNonNull(run)).evaluation();
    }

    @Test
    void otherNamesAreRefused() {
        assertEquals(
                "preset: expected quick, paper, tuning or ablation, got all",
                assertThrows(IllegalArgumentException.class, () -> ReproductionPreset.yaml("all"))
                        .getMessage());
    }
}
