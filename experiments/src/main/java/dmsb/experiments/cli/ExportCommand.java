package dmsb.experiments.cli;

import dmsb.experiments.export.OnnxExport;
import dmsb.experiments.run.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dmsb export}: a model for other runtimes. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes a trained model for other runtimes.",
        footer = {
            "",
            "An ONNX file (operator set 17) holds the whole reverse chain and draws nothing. Inputs: observation [batch, S], start"
                    + " [batch, A] and noise [K-1, batch, A], both standard normal; output: probabilities [batch, A]. Its metadata"
                    + " holds the rho of every action, the scenario and the learner's settings."
        })
final class ExportCommand implements Callable<Integer> {
    private enum Format {
        ONNX;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT); // as help shows it
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "F", required = true, description = "a model.safetensors of 'dmsb train'")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path model;

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            defaultValue = "onnx",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Format format = Format.ONNX;

    @Option(names = "--out", paramLabel = "F", required = true, description = "the file to write")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Override
    public Integer call() throws IOException {
        Model trained = Model.read(model, Main.own(spec));
        OnnxExport.write(trained, OutputFolder.requireFor("--out", out, List.of(model)));
        spec.commandLine().getOut().println(format.name().toLowerCase(Locale.ROOT) + " model in " + out);
        return 0;
    }
}
