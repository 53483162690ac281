package dmsb.spark;

import dmsb.experiments.cli.Main;
import java.util.List;

/** The command {@code dmsb} with Spark among its engines. */
public final class SparkMain {
    private SparkMain() {}

    /**
     * Runs a command and exits with its status.
     *
     * @param arguments the words of the command line
     */
    public static void main(String[] arguments) {
        Main.main(List.of(new SparkEngine()), arguments);
    }
}
