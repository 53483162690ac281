package dmsb.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own for what the coverage agent, or the tests before, would change: the allocation of compiled code. */
public final class OwnJvm {
    private OwnJvm() {}

    /**
     * Runs a program to its end, which must be a good one.
     *
     * @param main the class that has the main method
     * @param options options of the JVM
     * @return what it printed, without surrounding space
     * @throws IOException if the JVM cannot be started
     * @throws InterruptedException if interrupted while waiting for it
     */
    public static String run(Class<?> main, String... options) throws IOException, InterruptedException {
        return runOn(System.getProperty("java.class.path"), main, options);
    }

    /**
     * The same on another class path.
     *
     * @param classPath the class path
     * @param main the class that has the main method
     * @param options options of the JVM
     * @return what it printed, without surrounding space
     * @throws IOException if the JVM cannot be started
     * @throws InterruptedException if interrupted while waiting for it
     */
    public static String runOn(String classPath, Class<?> main, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, main.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> command + " printed: " + printed);
        return printed.strip();
    }
}
