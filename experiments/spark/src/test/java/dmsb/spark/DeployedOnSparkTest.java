package dmsb.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is measured is what is deployed, on Spark: {@code clear --model} on a simulated log, which tells the UAV's value, gives
 * the outcomes of the local command, whose outcomes are those of an evaluation.
 */
class DeployedOnSparkTest {
    private static final String ROUNDS = " --set roundsPerEpisode=30";
    private static final String SPARK = " --engine spark --master local[2] --conf spark.sql.shuffle.partitions=3"
            + " --conf spark.sql.files.maxPartitionBytes=40000 --conf spark.sql.files.openCostInBytes=1 --out-format csv";

    @TempDir
    static Path folder;

    /** In the order of time. */
    private static Path log = Path.of("");

    /** The same rows in another order. */
    private static Path shuffled = Path.of("");

    static Stream<String> terms() {
        return Stream.of("1", "0.4")
                .flatMap(zeta -> Stream.of("served --set revealLag=0", "never", "served --set revealLag=3")
                        .map(reveal -> " --set uavBargainingPower=" + zeta + " --set reveal=" + reveal));
    }

    @BeforeAll
    static void simulate() throws IOException {
        Path simulated = folder.resolve("simulated.csv");
        CommandLine.done("simulate --episodes 6 --seed 5" + ROUNDS + " --out " + simulated);
        List<String> rows = new ArrayList<>(Files.readAllLines(simulated));
        for (int i = 0; i < rows.size(); i++) {
            rows.set(i, (i == 0 ? "id" : "r" + i) + "," + rows.get(i));
        }
        log = Files.write(folder.resolve("log.csv"), rows);
        Collections.shuffle(rows.subList(1, rows.size()), new Random(5));
        shuffled = Files.write(folder.resolve("shuffled.csv"), rows);
    }

    private static Path filter(String terms) {
        Path model = folder.resolve("filter.safetensors");
        CommandLine.done("fit --episodes 40" + ROUNDS + terms + " --out " + model);
        return model;
    }

    private static Path trained(String terms) throws IOException {
        Path run = Files.createTempDirectory(folder, "run").resolve("run");
        CommandLine.done("train --steps 200 --evaluations 1 --curve-episodes 1 --set hidden=16 --set batch=16"
                + " --set firstUpdate=50" + ROUNDS + terms + " --out " + run);
        return run.resolve("model.safetensors");
    }

    private static List<String> here(Path model) throws IOException {
        List<String> outcomes = OutcomeFiles.here("--model " + model + " --bids " + log, folder.resolve("here.csv"));
        assertEquals(180, outcomes.size());
        return outcomes;
    }

    private static List<String> onSpark(Path model) throws IOException {
        Path out = Files.createTempDirectory(folder, "spark").resolve("out");
        CommandLine.done("clear --model " + model + " --bids " + shuffled + SPARK + " --out " + out);
        return OutcomeFiles.csv(out);
    }

    @ParameterizedTest
    @MethodSource("terms")
    void theLinearFilterClearsAsTheLocalCommandDoes(String terms) throws IOException {
        Path model = filter(terms);
        assertEquals(here(model), onSpark(model));
    }

    @ParameterizedTest
    @MethodSource("terms")
    void aTrainedModelClearsAsTheLocalCommandDoes(String terms) throws IOException {
        Path model = trained(terms);
        assertEquals(here(model), onSpark(model));
    }

    /** The column is not decoration: what the UAV's value is told for changes what the filter posts. */
    @Test
    void theValueThatIsRevealedMatters() throws IOException {
        assertNotEquals(here(filter(" --set reveal=served --set revealLag=0")), here(filter(" --set reveal=never")));
    }
}
