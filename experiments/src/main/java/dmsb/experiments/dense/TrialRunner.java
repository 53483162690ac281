package dmsb.experiments.dense;

import dmsb.auction.dense.DenseEvaluation;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.dense.VectorRule;
import dmsb.experiments.dense.TrialPlan.TrialMarket;
import dmsb.experiments.dense.TrialPlan.TrialMethod;
import dmsb.nn.agent.SetActorConfig;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes the runs of a trial: trains, and measures on the episodes of the run's stage. For one thread. */
final class TrialRunner {
    private static final int SLOTS_AT_A_TIME = 50;
    private static final int ATTEMPTS = 2;

    private final TrialPlan plan;
    private final Consumer<String> progress;
    private final DenseRules rules;
    private final Map<String, DenseEvaluation> evaluations = new HashMap<>(); // by stage of tuning or not, and market
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    TrialRunner(TrialPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        this.rules = new DenseRules(plan.trainingEpisodes());
    }

    /**
     * Makes a run.
     *
     * @param run the run
     * @param market its market
     * @param method its method
     * @param seconds the training time where that is what is equal; of no meaning in other stages
     * @return the result; of surplus 0 and 0 slots if it failed twice
     * @throws IllegalArgumentException if the settings do not go with the market
     */
    TrialResult result(TrialRun run, TrialMarket market, TrialMethod method, double seconds) {
        if (method.rule().isPresent()) {
            return measured(
                    run, market, rules.named(market.scenario(), method.rule().get(), run.seed()), 0, 0.0);
        }
        Optional<TrialResult> result = attempted(
                () -> {
                    DenseTraining training = training(run, market, method);
                    return () -> trained(run, market, training, seconds);
                },
                failure -> progress.accept(run.fileName() + ": failed, " + failure));
        return result.orElseGet(() -> failed(run, market));
    }

    /**
     * Makes a run, and once more if it fails.
     *
     * @param prepared prepares a run; what that refuses is refused
     * @param failures is told why a run failed, such as weights that are not finite
     */
    static Optional<TrialResult> attempted(Supplier<Supplier<TrialResult>> prepared, Consumer<String> failures) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Supplier<TrialResult> run = prepared.get();
            try {
                return Optional.of(run.get());
            } catch (IllegalArgumentException | IllegalStateException e) {
                failures.accept(String.valueOf(e.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** A surplus of 0 in every episode, and 0 slots, by which a failed run is told from others. */
    private TrialResult failed(TrialRun run, TrialMarket market) {
        VectorRule any = rules.named(market.scenario(), NamedVectorRule.of("sell-all"), run.seed());
        double[] firstBest = measured(run, market, any, 0, 0.0).firstBest();
        return new TrialResult(0, 0.0, 0.0, new double[firstBest.length], firstBest);
    }

    private DenseTraining training(TrialRun run, TrialMarket market, TrialMethod method) {
        SetActorConfig settings =
                method.candidates().get(run.candidate()).with(SetActorConfig.PROPOSALS, run.proposals());
        return rules.training(
                market.scenario(), Intersection.of(market.scenario()).tasks(), settings, run.seed());
    }

    private TrialResult trained(TrialRun run, TrialMarket market, DenseTraining training, double seconds) {
        long start = threads.getCurrentThreadCpuTime();
        if (run.stage() == TrialStage.SECONDS) {
            do { // some slots even if no time is given: 0 slots are those of a run that failed
                training.play(SLOTS_AT_A_TIME);
            } while (threads.getCurrentThreadCpuTime() - start < seconds * 1e9);
        } else {
            training.play(run.stage() == TrialStage.TUNING ? plan.tuning().slots() : plan.slots());
        }
        double taken = (threads.getCurrentThreadCpuTime() - start) / 1e9;
        VectorRule rule = training.model(Map.of()).rule(Intersection.of(market.scenario()));
        return measured(run, market, rule, training.slots(), taken);
    }

    private TrialResult measured(TrialRun run, TrialMarket market, VectorRule rule, long slots, double seconds) {
        boolean tuning = run.stage() == TrialStage.TUNING;
        DenseEvaluation evaluation = evaluations.computeIfAbsent(
                (tuning ? "tuning " : "held out ") + market.name(),
                first -> new DenseEvaluation(
                        Intersection.of(market.scenario()),
                        DenseRules.heldOut(tuning ? plan.tuning().seed() : plan.seed())));
        TimedRule timed = new TimedRule(rule);
        DenseEvaluation.SlotMeans means =
                evaluation.run(timed, tuning ? plan.tuning().episodes() : plan.episodes());
        return new TrialResult(slots, seconds, timed.microseconds(), means.surplus(), means.firstBest());
    }
}
