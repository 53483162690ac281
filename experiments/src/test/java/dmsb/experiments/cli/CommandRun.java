package dmsb.experiments.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A command line that was run in this JVM.
 *
 * @param status its exit status
 * @param out what it printed
 * @param err what it told on standard error
 */
public record CommandRun(int status, String out, String err) {
    /**
     * Runs a command line.
     *
     * @param words its words, each as its text
     * @return what came of it
     */
    public static CommandRun dmsb(Object... words) {
        return dmsb(Arrays.stream(words).map(String::valueOf).toArray(String[]::new));
    }

    /**
     * Runs a command line.
     *
     * @param words its words
     * @return what came of it
     */
    public static CommandRun dmsb(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(out, err, List.of(), words);
        return new CommandRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
