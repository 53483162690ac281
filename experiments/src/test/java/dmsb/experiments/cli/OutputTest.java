package dmsb.experiments.cli;

import static dmsb.experiments.cli.CommandRun.dmsb;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dmsb.experiments.extension.OwnClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of results that cannot be written, of files that are in their way, and what is said of it. */
class OutputTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    static Path folder;

    private static Path bids = Path.of("");
    private static Path model = Path.of("");

    @BeforeAll
    static void makeInputs() throws IOException {
        bids = Files.writeString(folder.resolve("bids.csv"), "id,bid1,bid2,bid3\na,80,60,40\nb,90,50,45\n");
        assertEquals(
                0,
                dmsb(("train --steps 60 --evaluations 1 --curve-episodes 1 --set hidden=8 --set batch=16 --out "
                                        + folder.resolve("run"))
                                .split(" ", -1))
                        .status());
        model = folder.resolve("run").resolve("model.safetensors");
    }

    /** Every command that has a result on standard output; FOLDER and the inputs are filled in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "train --help",
                "scenario list",
                "scenario show paper",
                "reproduce --show",
                "clear --bids BIDS --rho 1.2",
                "evaluate --rule spa --episodes 2",
                "evaluate --rule spa --episodes 2 --json",
                "audit --rule random --episodes 2 --json",
                "dense battery --episodes 1 --rule lagged-reserve --rule keep-all",
                "simulate --episodes 1 --out FOLDER/s.csv",
                "export --model MODEL --out FOLDER/m.onnx"
            })
    void resultsThatCannotBeWrittenAreAFailureThatSaysWhy(String words) throws IOException {
        assumeTrue(Files.exists(FULL));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status;
        try (OutputStream full = Files.newOutputStream(FULL)) {
            status = Main.run(full, err, filled(words));
        }
        String said = err.toString(StandardCharsets.UTF_8);
        assertEquals(1, status, said);
        assertTrue(said.endsWith("dmsb: standard output: No space left on device" + System.lineSeparator()), said);
    }

    private static String[] filled(String words) {
        return words.replace("BIDS", bids.toString())
                .replace("MODEL", model.toString())
                .replace("FOLDER", folder.toString())
                .split(" ", -1);
    }

    @Test
    void nothingMoreIsWrittenAfterAnError() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        OutputStream once = new OutputStream() {
            private boolean failed;

            @Override
            public void write(int one) throws IOException {
                if (!failed) {
                    failed = true;
                    throw new IOException("Broken pipe");
                }
                written.write(one);
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertEquals(1, Main.run(once, err, "scenario", "list"));
        assertEquals(0, written.size());
        assertEquals(
                "dmsb: standard output: Broken pipe" + System.lineSeparator(), err.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simulate --episodes 20 --out /dev/full",
                "clear --bids BIDS --rho 1.2 --out /dev/full",
                "export --model MODEL --out /dev/full"
            })
    void aFileThatIsFullIsAFailureThatNamesIt(String words) {
        assumeTrue(Files.exists(FULL));
        CommandRun ran = dmsb(filled(words));
        assertEquals(1, ran.status(), ran.err());
        assertEquals("", ran.out());
        assertEquals("dmsb: /dev/full: No space left on device", last(ran.err()));
    }

    private static String last(String text) {
        List<String> lines = text.strip().lines().toList();
        return lines.get(lines.size() - 1);
    }

    @Test
    void bytesThatAreNotUtf8AreTheSameOnStandardOutputAndInAFile() throws IOException {
        byte[] latin =
                "id,bid1,bid2,bid3\ncaf\u00e9,80,60,40\nna\u00efve,90,50,45\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("latin1.csv"), latin);
        Path target = folder.resolve("latin1-out.csv");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] words = {"clear", "--bids", file.toString(), "--rho", "1.2"};
        assertEquals(0, Main.run(out, OutputStream.nullOutputStream(), words));
        assertEquals(
                0,
                dmsb("clear", "--bids", file.toString(), "--rho", "1.2", "--out", target.toString())
                        .status());
        assertArrayEquals(Files.readAllBytes(target), out.toByteArray());
        assertTrue(new String(out.toByteArray(), StandardCharsets.ISO_8859_1).contains("caf\u00e9"));
    }

    @Test
    void theFileThatIsReadIsNeverTheFileThatIsWritten() throws IOException {
        Path scenario = Files.writeString(
                folder.resolve("s.yaml"), dmsb("scenario", "show", "paper").out());
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), bids);
        Path hard = Files.createLink(folder.resolve("hard.csv"), bids);
        byte[] before = Files.readAllBytes(bids);
        for (Path out : List.of(bids, link, hard, folder.resolve("..").resolve(folder.getFileName() + "/bids.csv"))) {
            CommandRun ran = dmsb("clear", "--bids", bids.toString(), "--rho", "1.2", "--out", out.toString());
            assertEquals(2, ran.status(), ran.err());
            assertTrue(ran.err().startsWith("dmsb: --out: expected another file than the one that is read"), ran.err());
            assertArrayEquals(before, Files.readAllBytes(bids));
        }
        byte[] trained = Files.readAllBytes(model);
        String text = Files.readString(scenario);
        String[][] others = {
            {"clear", "--bids", bids.toString(), "--model", model.toString(), "--out", model.toString()},
            {"export", "--model", model.toString(), "--out", model.toString()},
            {"simulate", "--scenario", scenario.toString(), "--out", scenario.toString()}
        };
        for (String[] words : others) {
            assertEquals(2, dmsb(words).status(), words[0]);
        }
        assertArrayEquals(trained, Files.readAllBytes(model));
        assertEquals(text, Files.readString(scenario));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clear --bids BIDS --rho 1.2 --out | --out",
                "clear --rho 1.2 --bids | --bids",
                "simulate --out | --out",
                "export --model MODEL --out | --out",
                "evaluate --model | --model",
                "train --steps 10 --out | --out",
                "sweep study.yaml --out | --out",
                "reproduce --out | --out",
                "report | DIR",
                "verify | DIR"
            })
    void anEmptyPathIsRefused(String words, String name) {
        String[] all = (words + " ").split(" ", -1);
        String[] filled = filled(String.join(" ", all));
        assertEquals("", filled[filled.length - 1]);
        CommandRun ran = dmsb(filled);
        assertEquals(2, ran.status(), ran.err());
        assertTrue(ran.err().contains(name) && ran.err().contains("got nothing"), ran.err());
    }

    @ParameterizedTest
    @CsvSource({
        "--nonsense, Unknown option: '--nonsense'",
        "evaluate --rule random --episode 3, --episodes",
        "trian --out x, did you mean train",
        "scenario sho paper, did you mean show",
        "evaluate, Missing required argument",
        "evaluate --rule random --model x, are mutually exclusive"
    })
    void whatIsMistypedIsToldOnceWithWhatIsSimilar(String words, String said) {
        CommandRun ran = dmsb(words.split(" ", -1));
        assertEquals(2, ran.status(), ran.err());
        String first = ran.err().lines().findFirst().orElse("");
        assertTrue(first.startsWith("dmsb: ") && first.contains(said), ran.err());
        assertFalse(first.contains("Error:"), ran.err());
    }

    @Test
    void filesOfArgumentsAreNotExpanded() throws IOException {
        Path words = Files.writeString(folder.resolve("words"), "list\n");
        CommandRun ran = dmsb("scenario", "@" + words);
        assertEquals(2, ran.status(), ran.err());
        assertTrue(ran.err().contains("@" + words), ran.err());
        Path file = Files.copy(bids, folder.resolve("@bids.csv"));
        assertEquals(0, dmsb("clear", "--rho", "1.2", "--bids", file.toString()).status());
    }

    @Test
    void controlCharactersAreShownByTheirNumbers() {
        CommandRun ran = dmsb("evaluate", "--rule", "spa\u001b[31m\u202e", "--\u001b]0;title\u0007");
        assertEquals(2, ran.status());
        assertTrue(ran.err().contains("\\u001b"), ran.err());
        assertTrue(ran.err().chars().allMatch(c -> c == '\n' || c == '\r' || (c >= ' ' && c < 127)), ran.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --steps 10 --threads 20000 --out FOLDER/t",
                "clear --bids BIDS --rho 1.2 --threads 20000",
                "evaluate --rule spa --jobs 20000",
                "reproduce --jobs 2147483647"
            })
    void moreThreadsThanASystemGivesAreRefused(String words) {
        CommandRun ran = dmsb(filled(words));
        assertEquals(2, ran.status(), ran.err());
        assertTrue(ran.err().contains("expected at least 1 and at most 1024, got "), ran.err());
    }

    @Test
    void whatTheMachineFailedAtIsOneLine() throws IOException {
        assertEquals(
                "the system gives no more threads (unable to create native thread); --threads and --jobs ask for fewer",
                Objects.requireNonNull(Complaint.of(
                                new IllegalStateException(new OutOfMemoryError("unable to create native thread")),
                                OwnClasses.NONE))
                        .line());
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        CommandRun ran = dmsb("report", file.toString());
        assertEquals(2, ran.status(), ran.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hidden=-3 | 'hidden': expected a whole number from 1 to 16384, got -3",
                "batch=0 | 'batch': expected a whole number from 1 to 1048576, got 0",
                "hidden=1e10 | 'hidden': expected a whole number from 1 to 16384, got 10000000000",
                "entropy=-2 | 'entropy': expected a number from 0 to 1e6, got -2"
            })
    void wholeNumbersAreToldAsWholeNumbers(String set, String said) {
        CommandRun ran = dmsb(
                "train",
                "--steps",
                "10",
                "--set",
                set,
                "--out",
                folder.resolve("w").toString());
        assertEquals(2, ran.status());
        assertTrue(ran.err().contains(said), ran.err());
    }
}
