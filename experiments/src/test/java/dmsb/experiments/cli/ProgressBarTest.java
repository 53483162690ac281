package dmsb.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private long now;

    private String run(boolean terminal) {
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        try (ProgressBar bar = new ProgressBar("training", 1000, "steps", out, terminal ? 80 : 0, () -> now)) {
            for (int done = 1; done <= 1000; done++) {
                now += 10_000_000;
                bar.report(done, "0.95");
            }
        }
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void plainOutputHasFewLines() {
        // A line is due every tenth, that is every second, but not within two seconds of the last.
        String[] lines = run(false).strip().split("\\R", -1);
        assertEquals(5, lines.length);
        assertEquals("training  40 %  100 steps/s  0:06 left  0.95", lines[1]);
    }

    @Test
    void terminalOutputRewritesOneLine() {
        String text = run(true);
        assertEquals(1, text.chars().filter(c -> c == '\n').count());
        assertTrue(text.contains("\rtraining [############------------]  50 %  100 steps/s  0:05 left  0.95"), text);
        assertTrue(text.endsWith(System.lineSeparator()));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 79, 80, 81, 200})
    void aLineFitsWhateverTheWidthOfTheTerminal(int columns) {
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        String detail = "12/220; under way: 100 %, 3 %, 45 %, 67 %, 89 %, 12 %, 34 %, 56 %";
        try (ProgressBar bar = new ProgressBar("sweeping", 1000, "rounds", out, columns, () -> now)) {
            for (int done = 1; done <= 1000; done++) {
                now += 10_000_000;
                bar.report(done, detail);
            }
        }
        String text = written.toString(StandardCharsets.UTF_8);
        for (String line : text.split("[\r\n]+", -1)) {
            assertTrue(line.length() < columns, line.length() + " of " + columns + ": " + line);
        }
        assertTrue(text.endsWith(System.lineSeparator()), "the bar ends with its line");
    }

    @Test
    void whatIsSaidBetweenHasALineOfItsOwn() {
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        try (ProgressBar bar = new ProgressBar("training", 10, "steps", out, 80, () -> now)) {
            bar.report(5, "");
            bar.clear();
            out.println("said");
        }
        String[] parts = written.toString(StandardCharsets.UTF_8).split("\r", -1);
        assertEquals("said" + System.lineSeparator(), parts[parts.length - 1], "and no empty line follows");
    }
}
