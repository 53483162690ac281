package dmsb.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import dmsb.experiments.config.Presets;
import dmsb.nn.agent.DiffusionSac;
import dmsb.nn.agent.DiffusionSacConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
    private static final Path FORMAT = Path.of("../docs/model-format.md");
    private final Scenario scenario = Scenario.preset("paper");
    private final DiffusionSacConfig learner = DiffusionSacConfig.standard();
    private final Model model = Model.of(
            scenario,
            learner,
            116.25,
            Map.of("steps", "12", "seed", "1", "code", "development"),
            new DiffusionSac(learner, new AuctionEnvironment(scenario, 1), SeedTree.of(1)));

    @Test
    void readsBackWhatWasWritten(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.safetensors");
        model.toFile().write(file);
        assertEquals(model, Model.read(file));
    }

    @Test
    void everySettingIsWrittenAsInYaml() {
        Map<String, String> metadata = model.toFile().metadata();
        assertSame(Presets.SCENARIOS.toYaml(scenario), "scenario.", metadata);
        assertSame(Presets.LEARNERS.toYaml(learner), "learner.", metadata);
    }

    private static void assertSame(String yaml, String prefix, Map<String, String> metadata) {
        Set<String> expected = new TreeSet<>(yaml.lines().toList());
        Set<String> written = new TreeSet<>();
        metadata.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                written.add(key.substring(prefix.length()) + ": " + value);
            }
        });
        assertEquals(expected, written);
    }

    @Test
    void theDocumentationListsEveryKeyAndNetwork() throws IOException {
        String text = Files.readString(FORMAT);
        assertTrue(text.contains("`" + ModelMetadata.FORMAT + "`"));
        TensorFile file = model.toFile();
        for (String key : file.metadata().keySet()) {
            boolean grouped = key.startsWith("scenario.") || key.startsWith("learner.");
            assertTrue(text.contains("`" + (grouped ? key.substring(key.indexOf('.') + 1) : key) + "`"), key);
        }
        for (String tensor : file.tensors().keySet()) {
            String layer = tensor.substring(0, tensor.lastIndexOf('.'));
            assertTrue(text.contains("`" + layer) || layer.startsWith("critic"), layer);
        }
    }
}
