package dmsb.experiments.cli;

import dmsb.experiments.reproduction.ReproductionPreset;
import dmsb.experiments.sweep.LocalEngine;
import dmsb.experiments.sweep.Study;
import dmsb.experiments.sweep.Sweep;
import dmsb.experiments.sweep.SweepFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
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
                "Trains DMSB and its competitors on the paper's markets, plays them and the ordinary auctions on the same"
                        + " held-out episodes, and writes report.html with every figure and a verdict on every claim.",
        footer = {
            "",
            "quick: every figure with few seeds and points, minutes on two cores. paper: ten seeds for the convergence, five elsewhere;"
                    + " hours. tuning: the random search that the learners' settings come from. ablation: what each part of DMSB's"
                    + " learner adds.",
            "",
            "DIR/report.html is there after a few runs and grows while the others are made; it says which are missing.",
            "",
            "A reproduction is a sweep of a study and its report: stopped at any time, the same command goes on where it was. --show prints"
                    + " the study, to be changed and run with 'dmsb sweep' and 'dmsb report'."
        })
final class ReproduceCommand implements Callable<Integer> {
    private enum PresetName {
        QUICK,
        PAPER,
        TUNING,
        ABLATION;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return id(); // as help shows it
        }
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
            description = "runs side by side (default: one a processor); changes the time, not the result")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "--replace", description = "take the output folder although runs of another preset are done in it")
    private boolean replace;

    @Option(names = "--show", description = "prints the study and runs nothing")
    private boolean show;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Threads.require("--jobs", jobs);
        String text = ReproductionPreset.yaml(preset.id());
        if (show) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
            return 0;
        }
        Study study = Study.parse(text, preset.id() + ".yaml");
        ReportCommand.requireFor(out);
        Sweep sweep = new Sweep(study, new SweepFolder(out), replace);
        String command = "dmsb reproduce --preset " + preset.id();
        int status;
        try (GrowingPage growing = new GrowingPage(() -> ReportCommand.write(out, command))) {
            status = SweepCommand.execute(
                    study, sweep, new LocalEngine(jobs), out, growing::hearing, spec.commandLine());
        }
        Path page = ReportCommand.write(out, command);
        spec.commandLine()
                .getOut()
                .println("The report is " + page.toAbsolutePath().normalize());
        return status;
    }
}
