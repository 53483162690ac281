package dmsb.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.tensorfile.Sha256;
import dmsb.experiments.config.UsageException;
import dmsb.nn.agent.LearnerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training replaces and removes what a training wrote, and that only if it is of the same settings or given up by name. */
class TrainingFolderTest {
    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();

    private static TrainingRun training(long steps, long seed) {
        LearnerConfig learner = SmallRuns.learners().get(3);
        return new TrainingRun(SmallRuns.MARKET, learner, steps, seed, 2, 1);
    }

    private void run(TrainingRun run, Path place, boolean resume, boolean replace, boolean keep) throws IOException {
        run.run(
                place,
                1,
                new Checkpointing(50, resume, false, replace, keep, () -> false, notes::add),
                Progress.SILENT);
    }

    private String refusal(TrainingRun run, Path place, boolean resume, boolean replace) {
        return String.valueOf(assertThrows(UsageException.class, () -> run(run, place, resume, replace, false))
                .getMessage());
    }

    private static Map<String, String> files(Path place) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(place)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(place.relativize(file).toString(), Sha256.hex(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkpoint/photo.jpg",
                "checkpoint",
                ".dmsb.lock",
                "manifest.json",
                "metrics.csv",
                "model.safetensors",
                "timing.csv",
                "begun.json"
            })
    void aForeignFileUnderANameOfATrainingsIsRefusedByNameAndStays(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, "mine");
        Map<String, String> before = files(folder);
        for (boolean replace : List.of(false, true)) {
            String message = refusal(training(100, 3), folder, false, replace);
            assertTrue(message.startsWith("--out: expected ") && message.contains(file.toString()), message);
            assertEquals(before, files(folder));
        }
    }

    @Test
    void theFolderThatALinkInACheckpointsPlacePointsToStays() throws IOException {
        Path photos = Files.createDirectories(folder.resolve("photos"));
        Files.writeString(photos.resolve("photo.jpg"), "mine");
        Path place = Files.createDirectories(folder.resolve("run"));
        Path link = Files.createSymbolicLink(place.resolve("checkpoint"), photos);
        assertTrue(refusal(training(100, 3), place, false, false).contains(link.toString()));
        assertEquals(List.of("photo.jpg"), List.copyOf(files(photos).keySet()));
    }

    @Test
    void otherFilesAreInNobodysWayAndStay() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.writeString(folder.resolve(".lock"), "mine");
        run(training(100, 3), folder, false, false, true);
        Files.writeString(folder.resolve("checkpoint").resolve("photo.jpg"), "mine");
        run(training(200, 3), folder, true, false, false);
        for (String name : List.of("notes.txt", ".lock", "checkpoint/photo.jpg")) {
            assertEquals("mine", Files.readString(folder.resolve(name)), name);
        }
        assertEquals(
                List.of(
                        ".lock",
                        "checkpoint/photo.jpg",
                        "manifest.json",
                        "metrics.csv",
                        "model.safetensors",
                        "notes.txt",
                        "timing.csv"),
                List.copyOf(files(folder).keySet()));
    }

    @Test
    void aCompleteRunOfOtherSettingsIsGivenUpByNameOnly() throws IOException {
        run(training(100, 3), folder, false, false, false);
        Map<String, String> before = files(folder);
        for (boolean resume : List.of(false, true)) {
            assertEquals(
                    "--out: key 'seed': expected 3 as in the complete run in " + folder
                            + ", got 4; --replace gives that run up",
                    refusal(training(100, 4), folder, resume, false));
            assertTrue(refusal(training(200, 3), folder, resume, false).contains("key 'steps': expected 100"));
            run(training(100, 3), folder, resume, false, false);
            assertEquals(before, files(folder));
        }
        assertEquals(
                2,
                notes.stream()
                        .filter(note -> note.endsWith("is complete: nothing is left to do"))
                        .count());
        run(training(100, 4), folder, false, true, true);
        assertNotEquals(before.get("model.safetensors"), files(folder).get("model.safetensors"));
        assertTrue(refusal(training(100, 3), folder, false, false).contains("--replace gives it up"));
        run(training(100, 3), folder, false, true, false);
        assertEquals(before.get("model.safetensors"), files(folder).get("model.safetensors"));
        assertEquals("--replace: expected without --resume, got both", refusal(training(100, 3), folder, true, true));
    }

    @Test
    void aTrainingThatWasKilledWithoutACheckpointBeginsAnew() throws IOException {
        run(training(100, 3), folder, false, false, false);
        Files.move(folder.resolve("manifest.json"), folder.resolve("begun.json"));
        Files.writeString(folder.resolve(".model.safetensors.dmsb-999999999-1.tmp"), "half");
        run(training(100, 4), folder, false, false, false);
        assertEquals(
                List.of("manifest.json", "metrics.csv", "model.safetensors", "timing.csv"),
                List.copyOf(files(folder).keySet()));
    }

    /** The manifest is made to agree, so that the files are read; a file that differs from it is made anew. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "junk",
                "steps\n",
                "steps,updates,surplus,firstBestFraction\n",
                "a\n1,2\n",
                "a\nx,1,1,0.5\n",
                "a\n1,1,1,no\n",
                "a\n99999999999999999999,1,1,1\n",
                "\u00ff"
            })
    void junkInPlaceOfTheCurveOfACompleteRunIsRefusedInALine(String junk) throws IOException {
        run(training(100, 3), folder, false, false, false);
        Path metrics = folder.resolve("metrics.csv");
        String before = Sha256.hex(Files.readAllBytes(metrics));
        Files.write(metrics, junk.getBytes(StandardCharsets.ISO_8859_1));
        Path manifest = folder.resolve("manifest.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace(before, Sha256.hex(Files.readAllBytes(metrics))));
        String message = refusal(training(100, 3), folder, true, false);
        assertTrue(message.startsWith(metrics.toString()) && message.contains("expected "), message);
        assertFalse(message.contains("Exception") || message.contains("For input"), message);
    }

    @Test
    void aManifestThatNamesNoOutputsIsOfNoCompleteRun() throws IOException {
        run(training(100, 3), folder, false, false, false);
        Map<String, String> before = files(folder);
        Path manifest = folder.resolve("manifest.json");
        Files.writeString(
                manifest, Files.readString(manifest).replaceFirst("(?s)\"sha256\" : \\{.*?\\}", "\"sha256\" : {}"));
        Files.delete(folder.resolve("metrics.csv"));
        run(training(100, 3), folder, true, false, false);
        assertEquals(before.get("metrics.csv"), files(folder).get("metrics.csv"));
        assertEquals(before.get("model.safetensors"), files(folder).get("model.safetensors"));
    }
}
