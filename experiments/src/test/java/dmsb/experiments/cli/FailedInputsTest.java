package dmsb.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dmsb.experiments.config.Presets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small inputs that were once taken otherwise than a user would expect; they are in the folder {@code cases}. */
class FailedInputsTest {
    @TempDir
    private Path folder;

    /** What came of a command; of its output every byte is a character. */
    private record Ran(int status, String bytes, String err) {
        byte[] out() {
            return bytes.getBytes(StandardCharsets.ISO_8859_1);
        }

        String text() {
            return new String(out(), StandardCharsets.UTF_8);
        }
    }

    private static Path given(String name) {
        try {
            return Path.of(Objects.requireNonNull(FailedInputsTest.class.getResource("/cases/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Ran dmsb(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(out, err, words);
        return new Ran(status, out.toString(StandardCharsets.ISO_8859_1), err.toString(StandardCharsets.UTF_8));
    }

    private static Ran done(String words) {
        Ran ran = dmsb(words.split(" ", -1));
        assertEquals(0, ran.status(), ran.err());
        return ran;
    }

    private static void refused(String words, String message) {
        Ran ran = dmsb(words.split(" ", -1));
        assertEquals(2, ran.status(), ran.err());
        assertEquals("", ran.text());
        assertTrue(ran.err().contains(message), ran.err());
    }

    @Test
    void aQuoteLeftOpenIsRefusedByItsLine() {
        Path bids = given("unclosed-quote-last-column.csv");
        for (String more : List.of("", " --bad-rows skip")) {
            Ran ran = dmsb(("clear --rho 1.2 --bids " + bids + more).split(" ", -1));
            assertEquals(2, ran.status());
            assertTrue(ran.err().contains(": line 3, expected a closing quote"), ran.err());
        }
        Path log = given("log-unclosed.csv");
        refused("evaluate --rule spa --set roundsPerEpisode=10 --bids " + log, ": line 101, expected a closing quote");
        refused("train --bids " + log + " --out " + folder.resolve("run"), ": line 101, expected a closing quote");
    }

    @Test
    void oneEpisodeGivesNoInterval() throws IOException {
        String words = "evaluate --rule spa --bids " + given("one-market.csv");
        String text = done(words).text();
        assertTrue(text.contains("; one episode gives no interval"), text);
        assertFalse(text.contains("["), text);
        JsonNode json = new ObjectMapper().readTree(done(words + " --json").text());
        assertEquals(1, json.get("episodes").asInt());
        assertTrue(json.get("surplus").asDouble() > 0);
        for (String end : List.of("surplusLow", "surplusHigh", "firstBestFractionLow", "firstBestFractionHigh")) {
            assertTrue(json.has(end) && json.get(end).isNull(), end);
        }
        assertTrue(done("evaluate --rule spa --episodes 1").text().contains("one episode gives no interval"));
        assertTrue(done("evaluate --rule spa --episodes 2").text().contains("["));
    }

    @Test
    void aSummaryOfOneEpisodeOrOneSeedHasNoIntervals() throws IOException {
        Path study = folder.resolve("study");
        done("sweep " + given("study-one.yaml") + " --out " + study);
        done("report " + study);
        List<String[]> rows = Files.readAllLines(study.resolve("summary.csv")).stream()
                .map(line -> line.split(",", -1))
                .toList();
        List<String> header = List.of(rows.get(0));
        int low = header.indexOf("firstBestFractionLow");
        int high = header.indexOf("firstBestFractionHigh");
        int episodes = header.indexOf("episodes");
        for (String[] row : rows.subList(1, rows.size())) {
            boolean one = row[episodes].equals("1");
            assertEquals(one, row[low].isEmpty(), Arrays.toString(row));
            assertEquals(one, row[high].isEmpty(), Arrays.toString(row));
        }
        String page = Files.readString(study.resolve("report.html"));
        assertFalse(page.contains("NaN"), "NaN in the report");
    }

    @Test
    void namesThatAreNotUtf8HaveTheSameBytesEverywhere() throws IOException {
        Path bids = given("latin1-id.csv");
        Path out = folder.resolve("out.csv");
        done("clear --rho 1.2 --bids " + bids + " --out " + out);
        byte[] printed = done("clear --rho 1.2 --bids " + bids).out();
        assertArrayEquals(Files.readAllBytes(out), printed);
        assertTrue(new String(printed, StandardCharsets.ISO_8859_1).contains("\nK\u00f6ln,1,"), "bytes");
    }

    private static void withStandardInput(byte[] content, Runnable body) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(content));
        try {
            body.run();
        } finally {
            System.setIn(before);
        }
    }

    private static byte[] zipped(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(content);
        }
        return out.toByteArray();
    }

    @Test
    void bidsMayBeCompressedByGzipAndComeFromStandardInput() throws IOException {
        Path compressed = given("plain.csv.gz");
        String expected = "line,winner,price,rho\n2,1,72,1.2\n3,1,60,1.2\n";
        assertEquals(expected, done("clear --rho 1.2 --bids " + compressed).text());
        Path unnamed = folder.resolve("bids");
        Files.write(unnamed, Files.readAllBytes(compressed));
        assertEquals(expected, done("clear --rho 1.2 --bids " + unnamed).text());

        byte[] log = Files.readAllBytes(given("one-market.csv"));
        String evaluated = done("evaluate --json --rule spa --bids " + given("one-market.csv"))
                .text();
        for (byte[] content : List.of(log, zipped(log))) {
            withStandardInput(
                    content,
                    () -> assertEquals(
                            evaluated.replace("one-market.csv", "-"),
                            done("evaluate --json --rule spa --bids -").text()));
        }
        byte[] cut = Arrays.copyOf(zipped(log), zipped(log).length / 2);
        Path broken = folder.resolve("cut.csv.gz");
        Files.write(broken, cut);
        refused("evaluate --rule spa --bids " + broken, "expected whole gzip data, got an early end");
        Ran ran = dmsb("clear", "--rho", "2", "--bids", broken.toString());
        assertEquals(2, ran.status(), ran.err());
        assertTrue(ran.err().contains("expected whole gzip data, got an early end"), ran.err());
        refused(
                "evaluate --rule best-constant --training-rows 1-50 --bids -",
                "--training-rows: expected a regular file for --bids, got -, which can be read once only");
    }

    @Test
    void aFileOfAnotherKindIsNamed() throws IOException {
        Map<String, byte[]> kinds = Map.of(
                "a Git LFS pointer",
                Files.readAllBytes(given("lfs-pointer.safetensors")),
                "an HTML page",
                Files.readAllBytes(given("html.safetensors")),
                "a zip archive (PyTorch's .pt files",
                new byte[] {'P', 'K', 3, 4, 0, 0},
                "a Python pickle",
                new byte[] {(byte) 0x80, 2, '}', '.'},
                "a file compressed by gzip",
                zipped(new byte[10]),
                "an empty file",
                new byte[0]);
        for (Map.Entry<String, byte[]> kind : kinds.entrySet()) {
            Path file = folder.resolve("file");
            Files.write(file, kind.getValue());
            String message = "expected a safetensors file, got " + kind.getKey();
            refused("evaluate --model " + file, message);
            refused("clear --bids - --model " + file, message);
        }
        for (String name : List.of("lfs-pointer.safetensors", "html.safetensors")) {
            refused("clear --rho 1 --bids " + given(name), "expected text, plain or compressed by gzip, got a");
            refused("evaluate --rule spa --bids " + given(name), "expected text, plain or compressed by gzip, got a");
        }
    }

    @Test
    void aFolderIsNotCalledMissing() {
        for (String words : List.of(
                "clear --rho 1 --bids ",
                "evaluate --rule spa --bids ",
                "evaluate --model ",
                "clear --bids - --model ",
                "evaluate --rule spa --scenario ",
                "train --out x --learner ",
                "export --out x --model ")) {
            refused(words + folder, "which is a folder");
            refused(
                    words + folder.resolve("nothing"),
                    words.contains("--scenario") || words.contains("--learner")
                            ? "which is neither"
                            : "which does not exist");
        }
    }

    @Test
    void scalarsAreThoseOfYaml12AndAnchorsAreRefused() {
        assertEquals(
                12,
                Presets.SCENARIOS.load(given("octal.yaml").toString(), Map.of()).window());
        assertTrue(done("evaluate --rule spa --episodes 1 --json --scenario " + given("octal.yaml"))
                .text()
                .contains("\"window\" : 12"));
        refused(
                "evaluate --rule spa --scenario " + given("anchor.yaml"),
                "line 1: expected plain values, got an anchor");
    }

    @Test
    void nothingThatATerminalWouldObeyIsEchoed() {
        for (String[] words : new String[][] {
            {"evaluate", "--\u001b[2Jx"},
            {"\u001b[31mx"},
            {"evaluate", "--rule", "spa", "--episodes", "\u001b]0;x\u0007"},
            {"clear", "--bids", "-", "--rho", "\u009b1m\u202e"},
            {"evaluate", "--rule", "\u001b[1m"},
            {"clear", "--rho", "1", "--bids", "\u001b[1m"}
        }) {
            Ran ran = dmsb(words);
            assertEquals(2, ran.status(), ran.err());
            assertTrue(
                    ran.err().chars().noneMatch(c -> (Character.isISOControl(c) && c != '\n') || c == 0x202e),
                    ran.err());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--evaluations 2147483647|evaluations: expected at most 1000000, got 2147483647",
                "--steps 9223372036854775807|steps: expected at most 461168601842738790 with 20 evaluations",
                "--steps 9223372036854775807 --evaluations 1000000|steps: expected at most 9223372036854 with"
            })
    void numbersWhoseProductsOverflowAreRefused(String words, String message) {
        refused("train --out " + folder.resolve("run") + " " + words, message);
        assertFalse(Files.exists(folder.resolve("run")));
    }

    @ParameterizedTest
    @CsvSource({"1.2f", "1.2d", "0x1p4", "1e309", "NaN", "infinity", "''", "1_0"})
    void rhoIsADecimalNumberOrInfinity(String text) {
        Ran clear = dmsb("clear", "--bids", given("plain.csv.gz").toString(), "--rho", text);
        assertEquals(2, clear.status());
        assertTrue(clear.err().contains("expected a number from 1 to Infinity, got " + text), clear.err());
        Ran evaluate = dmsb("evaluate", "--episodes", "1", "--rule", "constant=" + text);
        assertEquals(2, evaluate.status());
        assertTrue(evaluate.err().contains("rho: expected a number from 1 to Infinity, got " + text), evaluate.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evaluate --rule spa --episodes x|expected a whole number from -2147483648 to 2147483647, got x",
                "evaluate --rule spa --episodes 3.0|expected a whole number from -2147483648 to 2147483647, got 3.0",
                "evaluate --rule spa --jobs 2147483648|to 2147483647, got 2147483648",
                "evaluate --rule spa --seed 9223372036854775808|to 9223372036854775807, got 9223372036854775808",
                "train --steps 1e5|expected a whole number from -9223372036854775808 to"
            })
    void anOptionThatIsNoWholeNumberIsNamedWithWhatWasExpected(String words, String message) {
        refused(words, message);
    }

    @Test
    void rhoMayHaveAnExponentAndBeInfinite() {
        String bids = given("plain.csv.gz").toString();
        String expected = done("clear --rho 1.2 --bids " + bids).text();
        assertEquals(expected, done("clear --rho +12e-1 --bids " + bids).text());
        done("clear --rho Infinity --bids " + bids);
    }

    @Test
    void aSettingIsGivenOnce() {
        refused(
                "evaluate --rule spa --episodes 1 --set beta=1 --set beta=2",
                "--set beta: expected one value, got two or more");
        refused("scenario show paper --set beta=1 --set beta=1", "--set beta: expected one value, got two or more");
    }

    @Test
    void aFitIsBoundedAndDoesNotReplaceItsScenario() throws IOException {
        refused(
                "fit --episodes 2147483647 --out " + folder.resolve("model"),
                "--episodes: expected at most 1000000, got 2147483647");
        Path scenario = folder.resolve("scenario.yaml");
        byte[] text = Files.readAllBytes(given("octal.yaml"));
        Files.write(scenario, text);
        refused(
                "fit --episodes 10 --scenario " + scenario + " --out " + scenario,
                "--out: expected another file than the one that is read, got " + scenario);
        assertArrayEquals(text, Files.readAllBytes(scenario));
    }

    @Test
    void aFolderInWhichNoFileCanBeMadeIsNamedWithoutTemporaryNames() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")));
        Ran ran = dmsb("simulate", "--episodes", "1", "--out", "/proc/x.csv");
        assertEquals(2, ran.status(), ran.err());
        assertTrue(ran.err().contains("--out: expected a folder that can be written to, got /proc ("), ran.err());
        assertFalse(ran.err().contains("Exception") || ran.err().contains(".tmp"), ran.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"bids\":[NaN,1]}|expected JSON, got NaN",
                "{\"bids\":[Infinity]}|expected JSON, got Infinity",
                "bid1,bid2|expected JSON, got bid1",
                "{\"bids\":[1]} /* x */|expected JSON, got Unexpected character",
                "{\"bids\":[01]}|expected JSON, got",
                "{bids:[1]}|expected JSON, got"
            })
    void jsonIsComplainedOfInItsOwnWords(String line, String message) throws IOException {
        Path bids = folder.resolve("bids.jsonl");
        Files.writeString(bids, line + "\n");
        Ran ran = dmsb("clear", "--rho", "1", "--bids", bids.toString());
        assertEquals(2, ran.status(), ran.err());
        assertTrue(ran.err().contains(message), ran.err());
        for (String internal :
                List.of("Feature", "JsonRead", "StreamRead", "enable", "was expecting (JSON", "ALLOW_")) {
            assertFalse(ran.err().contains(internal), ran.err());
        }
    }

    @Test
    void anEvaluationOnALogSaysThatValuesMayBeMissing() {
        String words = "evaluate --rule spa --bids " + given("one-market.csv");
        assertTrue(done(words).text().contains("is revealed where it served and the log recorded it, "));
        assertTrue(done("evaluate --rule spa --episodes 1").text().contains("is revealed where it served, "));
    }

    @Test
    void aChangedModelIsNamed() throws IOException {
        Path model = folder.resolve("model.safetensors");
        done("fit --episodes 5 --out " + model);
        byte[] content = Files.readAllBytes(model);
        content[content.length - 1] ^= 0x40;
        Files.write(model, content);
        refused("clear --bids - --model " + model, "--model " + model + ": ");
        refused("evaluate --episodes 1 --model " + model, model + ": ");
    }
}
