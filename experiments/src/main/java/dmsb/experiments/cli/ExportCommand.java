package dmsb.experiments.cli;

import dmsb.auction.dense.VectorModel;
import dmsb.experiments.dense.DenseModels;
import dmsb.experiments.export.OnnxExport;
import dmsb.experiments.export.SetOnnxExport;
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
                    + " holds the rho of every action, the scenario and the learner's settings.",
            "",
            "A softmax or diffusion policy of 'dmsb dense' becomes a graph for slots of any number of tasks M. Inputs: own [M, S],"
                    + " shared [1, H] and, for diffusion, start [M, A] and noise [K-1, M, A]; output: probabilities [M, A]."
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
        if (DenseModels.isOne(model)) {
            VectorModel trained = DenseModels.read(model);
            SetOnnxExport.write(trained, target());
        } else {
            Model trained = Model.read(model, Main.own(spec));
            OnnxExport.write(trained, target());
        }
        spec.commandLine().getOut().println(format.name().toLowerCase(Locale.ROOT) + " model in " + out);
        return 0;
    }

    private Path target() {
        return OutputFolder.requireFor("--out", out, List.of(model));
    }
}
