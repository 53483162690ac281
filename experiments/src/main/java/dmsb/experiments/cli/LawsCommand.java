package dmsb.experiments.cli;

import dmsb.proofs.LawMatrix;
import dmsb.proofs.law.Search;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dmsb laws}: the matrix of laws and auctions. */
@Command(
        name = "laws",
        mixinStandardHelpOptions = true,
        description =
                "Examines sound and broken auctions before all laws, and prints the matrix with the counterexamples, as"
                        + " Markdown.")
final class LawsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(LawMatrix.text(Search.DEFAULT));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
