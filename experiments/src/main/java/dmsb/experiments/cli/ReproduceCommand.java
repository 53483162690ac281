package dmsb.experiments.cli;

import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.report.ReproductionReport;
import dmsb.experiments.run.MarketResult;
import dmsb.experiments.run.Reproduction;
import dmsb.experiments.run.ReproductionPreset;
import dmsb.nn.agent.DiffusionSacConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dmsb reproduce}: the main job. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Trains DMSB on the paper's market, plays it and the ordinary auctions on the same held-out episodes, and"
                        + " writes report.html.",
        footer = {"", "quick: N = 3 and 9 ground base stations, three seeds each; minutes on two cores."})
final class ReproduceCommand implements Callable<Integer> {
    private static final String REPORT = "report.html";

    private enum PresetName {
        QUICK
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--preset",
            defaultValue = "quick",
            description = "how much: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private PresetName preset = PresetName.QUICK;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "report",
            description = "the output folder (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("report");

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "trainings side by side (default: one a processor); changes the time, not the result")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (jobs < 1) {
            throw new UsageException("--jobs: expected at least 1, got " + jobs);
        }
        ReproductionPreset amount = switch (preset) {
            case QUICK -> ReproductionPreset.quick();
        };
        OutputFolder.require(out);
        DiffusionSacConfig learner = Presets.LEARNERS.load("standard", Map.of());
        Reproduction reproduction = new Reproduction(amount, learner);
        List<MarketResult> results;
        try (ProgressBar bar = new ProgressBar("reproducing", reproduction.totalSteps(), "rounds")) {
            results = reproduction.run(out, jobs, bar);
        }
        Path report = out.resolve(REPORT);
        new ReproductionReport(amount, learner, results).compose().write(report);
        spec.commandLine()
                .getOut()
                .println("The report is " + report.toAbsolutePath().normalize());
        return 0;
    }
}
