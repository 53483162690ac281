package dmsb.experiments.dense;

import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.TrialPlan.TrialMarket;
import dmsb.experiments.dense.TrialPlan.TrialMethod;
import dmsb.experiments.run.RunLock;
import dmsb.nn.agent.Feedback;
import dmsb.nn.agent.LearnerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A trial of methods for slots of several tasks: tuning, then equal slots, then equal training time. Every run's result is a file
 * of its own in the folder {@code runs}, and is kept: what is there is not run again, so a trial that was stopped goes on with
 * what is missing. {@code trial.csv} has all of them, {@code trial.md} compares them. Runs are made one after the other, seed
 * by seed, in this thread.
 *
 * <p>Surplus is the same whenever a run is made, but for those of equal training time. A run that fails is repeated once, and then
 * counts as a surplus of 0, but in no mean of slots or times.
 */
public final class FairTrial {
    private static final String PLAN = "plan.yaml";
    private static final String TABLE = "trial.csv";
    private static final String PAGE = "trial.md";

    private final TrialPlan plan;
    private final Path folder;
    private final Consumer<String> progress;
    private final TrialRunner runner;
    private final Map<String, Integer> tuned = new HashMap<>();
    private final List<Path> files = new ArrayList<>();

    /**
     * A trial.
     *
     * @param plan what is compared
     * @param folder where results are kept
     * @param progress is told a line about each run that is made
     */
    public FairTrial(TrialPlan plan, Path folder, Consumer<String> progress) {
        this.plan = plan;
        this.folder = folder;
        this.progress = progress;
        this.runner = new TrialRunner(plan, progress);
    }

    /**
     * Makes all runs that are not there yet, and writes the table of all.
     *
     * @throws UsageException if the folder has runs of another plan, a file of another run than its name says, or another
     *     process that writes into it
     * @throws IllegalArgumentException if a method's settings do not go with a market
     * @throws IOException if a file could not be read or written
     */
    public void run() throws IOException {
        RunLock lock = RunLock.of(folder);
        try {
            requirePlan();
            tuned.clear();
            files.clear();
            for (TrialMethod method : plan.methods()) {
                tuned.put(method.name(), method.candidates().size() > 1 ? best(method) : 0);
            }
            makeAll(TrialStage.SLOTS);
            makeAll(TrialStage.SECONDS);
            writeTable();
            writePage();
        } finally {
            lock.close();
        }
    }

    private void requirePlan() throws IOException {
        Path file = folder.resolve(PLAN);
        if (Files.exists(file)) {
            if (!Files.readString(file, StandardCharsets.UTF_8).equals(plan.text())) {
                throw new UsageException("--out: expected a folder without runs of another plan, got " + folder);
            }
        } else {
            AtomicFile.write(file, plan.text());
        }
    }

    /** The candidate of the largest surplus on the tuning episodes, the first of several. */
    private int best(TrialMethod method) throws IOException {
        TrialMarket market = plan.tuning().market();
        double most = Double.NEGATIVE_INFINITY;
        int best = 0;
        for (int i = 0; i < method.candidates().size(); i++) {
            TrialRun run = new TrialRun(TrialStage.TUNING, market.name(), method.name(), 1, 1, i);
            double fraction = result(run, market, method).fraction();
            if (fraction > most) {
                most = fraction;
                best = i;
            }
        }
        return best;
    }

    private void makeAll(TrialStage stage) throws IOException {
        for (int seed = 1; seed <= plan.seeds(); seed++) {
            for (TrialMarket market : plan.markets()) {
                for (TrialMethod method : plan.methods()) {
                    if (takesPart(method, stage, seed)) {
                        for (int proposals : method.proposals()) {
                            result(run(stage, market, method, proposals, seed), market, method);
                        }
                    }
                }
            }
        }
    }

    /** A rule without a network has one training if any, and none that takes time. */
    static boolean takesPart(TrialMethod method, TrialStage stage, int seed) {
        return method.rule().isEmpty()
                || (stage == TrialStage.SLOTS
                        && (seed == 1 || method.rule().get().isTrained()));
    }

    private TrialRun run(TrialStage stage, TrialMarket market, TrialMethod method, int proposals, int seed) {
        int candidate = tuned.getOrDefault(method.name(), 0);
        return new TrialRun(stage, market.name(), method.name(), proposals, seed, candidate);
    }

    private Path file(TrialRun run) {
        return folder.resolve("runs").resolve(run.fileName() + ".csv");
    }

    private TrialResult read(TrialRun run) {
        return TrialResult.read(run, file(run));
    }

    /** The result of a run, from its file if there is one. */
    private TrialResult result(TrialRun run, TrialMarket market, TrialMethod method) throws IOException {
        Path file = file(run);
        files.add(file);
        if (Files.exists(file)) {
            return TrialResult.read(run, file);
        }
        double seconds = run.stage() == TrialStage.SECONDS ? slowest(market, method) : 0.0;
        TrialResult result = runner.result(run, market, method, seconds);
        result.write(run, file);
        progress.accept(run.fileName() + ": " + Decimal.fixed(result.fraction(), 4) + " of first best, trained for "
                + Decimal.fixed(result.trainingSeconds(), 1) + " s");
        return result;
    }

    /** The longest mean training time on a market among the networks with the same feedback. */
    private double slowest(TrialMarket market, TrialMethod method) {
        List<List<TrialResult>> networks = new ArrayList<>();
        for (TrialMethod other : plan.methods()) {
            if (other.rule().isEmpty() && feedback(other) == feedback(method)) {
                for (int proposals : other.proposals()) {
                    List<TrialResult> runs = new ArrayList<>();
                    for (int seed = 1; seed <= plan.seeds(); seed++) {
                        runs.add(read(run(TrialStage.SLOTS, market, other, proposals, seed)));
                    }
                    networks.add(runs);
                }
            }
        }
        return TrialResult.slowest(networks);
    }

    private static Feedback feedback(TrialMethod network) {
        return network.candidates().get(0).get(LearnerConfig.FEEDBACK);
    }

    /** Writes what is compared, and the verdicts. */
    private void writePage() throws IOException {
        TrialPage page = new TrialPage(
                plan, (stage, market, method, proposals, seed) -> read(run(stage, market, method, proposals, seed)));
        AtomicFile.write(folder.resolve(PAGE), page.text());
    }

    /** Puts the rows of all runs under one header. */
    private void writeTable() throws IOException {
        AtomicFile.write(folder.resolve(TABLE), out -> {
            boolean first = true;
            for (Path file : files) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                String rows = first ? text : text.substring(text.indexOf('\n') + 1);
                out.write(rows.getBytes(StandardCharsets.UTF_8));
                first = false;
            }
        });
    }
}
