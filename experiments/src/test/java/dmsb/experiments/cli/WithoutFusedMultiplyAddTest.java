package dmsb.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM without the instruction: said once, on standard error, and the same bytes. */
class WithoutFusedMultiplyAddTest {
    private static final String[] TRAIN = {
        "train",
        "--steps",
        "300",
        "--evaluations",
        "1",
        "--curve-episodes",
        "1",
        "--set",
        "hidden=16",
        "--set",
        "firstUpdate=100",
        "--set",
        "evaluationChains=1"
    };

    @TempDir
    private Path folder;

    @Test
    void isToldOnceAndGivesTheSameBytes() throws Exception {
        assertEquals(0, lines(run("with", "-XX:+IgnoreUnrecognizedVMOptions")));
        for (String option : List.of("-XX:-UseFMA", "-XX:UseAVX=0")) {
            assertEquals(1, lines(run("without", option)), option);
            for (String file : List.of("metrics.csv", "model.safetensors")) {
                assertEquals(
                        -1,
                        Files.mismatch(
                                folder.resolve("with").resolve(file),
                                folder.resolve("without").resolve(file)),
                        option + ": " + file);
            }
            for (String file : List.of("metrics.csv", "model.safetensors", "timing.csv", "manifest.json")) {
                Files.delete(folder.resolve("without").resolve(file));
            }
        }
    }

    private static long lines(String printed) {
        return printed.lines()
                .filter(line -> line.startsWith("dmsb: vector kernels are not used: fused multiply-add is emulated"))
                .count();
    }

    /** What a training writes to standard error. */
    private String run(String name, String option) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(Arrays.asList(TRAIN));
        command.addAll(List.of("--out", folder.resolve(name).toString()));
        File errors = folder.resolve("errors").toFile();
        Process process = new ProcessBuilder(command)
                .redirectError(errors)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, process.waitFor(), () -> command.toString());
        return Files.readString(errors.toPath());
    }
}
