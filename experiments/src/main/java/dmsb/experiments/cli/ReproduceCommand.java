package dmsb.experiments.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "reproduce", mixinStandardHelpOptions = true)
final class ReproduceCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
