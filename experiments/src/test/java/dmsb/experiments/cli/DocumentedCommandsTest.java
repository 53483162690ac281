package dmsb.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * The commands in the shell blocks of the README and the guides, in their order, as they stand there but smaller: fewer
 * steps and episodes, shorter episodes, kernels of one kind, and a folder of the test's own. {@code reproduce}, {@code laws}
 * and what goes to Spark are only taken apart, which refuses unknown options; other programs than {@code ./dmsb} are left out.
 */
class DocumentedCommandsTest {
    private static final Pattern SHELL = Pattern.compile("```bash\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final List<String> LONG = List.of("reproduce", "laws");

    /** What is given instead of the documented value. */
    private static final Map<String, String> SMALLER = Map.of("--steps", "300", "--episodes", "1");

    /** The halves of a log of 200,000 rows, and those of one episode. */
    private static final Map<String, String> FEWER_ROWS = Map.of("1-100000", "1-50", "100001-", "51-");

    private static final List<String> SMALL_TRAINING =
            List.of("--evaluations", "1", "--curve-episodes", "1", "--set", "hidden=8", "--set", "firstUpdate=50");

    /** What is given beside the documented words. */
    private static final Map<String, List<String>> ALSO_GIVEN = Map.of(
            "train", SMALL_TRAINING,
            "audit", List.of("--episodes", "1"),
            "price", List.of("--episodes", "1"),
            "fit", List.of("--episodes", "10"),
            "distil", List.of("--episodes", "1", "--teaching-episodes", "1", "--updates", "10"),
            "dense", List.of("--episodes", "1", "--training-episodes", "10", "--set", "roundsPerEpisode=20"),
            "bench", List.of("--kernels", "plain"));

    /** What plays episodes of a market. */
    private static final List<String> SIMULATING = List.of("train", "fit", "audit", "price");

    /** For a training that is documented with the steps of its learner. */
    private static final List<String> FEW_STEPS = List.of("--steps", "300");

    private static final List<String> SHORT_EPISODES = List.of("--set", "roundsPerEpisode=20");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/bid-logs.md",
                "docs/guide-engineer.md",
                "docs/guide-researcher.md",
                "docs/guide-mechanism-designer.md",
                "docs/spark.md"
            })
    void theyRun(String page, @TempDir Path folder) throws IOException {
        Matcher blocks = SHELL.matcher(Files.readString(Path.of("..").resolve(page)));
        int run = 0;
        while (blocks.find()) {
            for (String line : blocks.group(1).split("\\R", -1)) {
                List<String> words = words(line);
                if (!words.isEmpty() && words.get(0).equals("./dmsb")) {
                    run(words.subList(1, words.size()), folder);
                    run++;
                }
            }
        }
        assertTrue(run > 1, page + ": commands: " + run);
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line.replaceFirst("\\s+#.*", ""));
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return words;
    }

    private static void run(List<String> documented, Path folder) throws IOException {
        new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(upToRedirection(documented));
        if (LONG.contains(documented.get(0)) || documented.contains("spark")) {
            return;
        }
        List<String> words = new ArrayList<>();
        String before = "";
        for (String word : upToRedirection(documented)) {
            boolean file =
                    before.equals("--out") || word.matches("((log-)?run|study)(/.*)?|.*\\.(csv|yaml|onnx|safetensors)");
            if (before.equals("sweep")) {
                copySmaller(word, folder);
            }
            words.add(
                    file
                            ? folder.resolve(word).toString()
                            : SMALLER.getOrDefault(before, FEWER_ROWS.getOrDefault(word, word)));
            before = word;
        }
        List<String> more = ALSO_GIVEN.getOrDefault(words.get(0), List.of());
        if (!more.isEmpty() && !words.contains(more.get(0))) {
            words.addAll(more);
        }
        if (words.get(0).equals("train") && !words.contains("--steps")) {
            words.addAll(FEW_STEPS);
        }
        if (SIMULATING.contains(words.get(0)) && !words.contains("--bids") && !words.contains("--model")) {
            words.addAll(SHORT_EPISODES);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(out, err, words.toArray(String[]::new));
        assertEquals(0, status, String.join(" ", words) + "\n" + err);
        int redirection = documented.indexOf(">");
        if (redirection >= 0) {
            Files.writeString(folder.resolve(documented.get(redirection + 1)), out.toString(StandardCharsets.UTF_8));
        }
    }

    /** A study of the project, with less to do. */
    private static void copySmaller(String study, Path folder) throws IOException {
        Path copy = folder.resolve(study);
        Files.createDirectories(copy.getParent());
        String text = Files.readString(Path.of("..").resolve(study))
                .replaceAll("seeds: .*", "seeds: [1]")
                .replaceAll("steps: .*", "steps: 200")
                .replaceAll("evaluations: .*", "evaluations: 1\n  curveEpisodes: 1")
                .replaceAll("episodes: .*", "episodes: 1")
                .replaceAll("roundsPerEpisode: \\d+", "roundsPerEpisode: 20")
                .replaceFirst("defaults:", "defaults:\n  set: {roundsPerEpisode: 20}");
        Files.writeString(copy, text);
    }

    private static String[] upToRedirection(List<String> words) {
        int redirection = words.indexOf(">");
        return words.subList(0, redirection < 0 ? words.size() : redirection).toArray(String[]::new);
    }
}
