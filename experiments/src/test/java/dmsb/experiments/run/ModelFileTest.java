package dmsb.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dmsb.auction.Auctioneer;
import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.MarketConditions;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import dmsb.experiments.config.Learners;
import dmsb.experiments.config.Yaml;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.PolicyFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {
    private static final Path FORMAT = Path.of("../docs/model-format.md");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Scenario scenario = Scenario.preset("paper");

    private static List<LearnerConfig> agents() {
        return Learners.agents().stream()
                .<LearnerConfig>map(agent -> Learners.of(agent).load("standard", Map.of("hidden", 8)))
                .toList();
    }

    private Model model(LearnerConfig learner) {
        return Model.of(
                scenario,
                Optional.empty(),
                learner,
                116.25,
                Map.of("steps", "12", "seed", "1", "code", "development"),
                learner.newAgent(new AuctionEnvironment(scenario, 1), SeedTree.of(1)));
    }

    @ParameterizedTest
    @MethodSource("agents")
    void readsBackWhatWasWritten(LearnerConfig learner, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.safetensors");
        Model model = model(learner);
        model.toFile().write(file);
        assertEquals(model, Model.read(file));
    }

    @ParameterizedTest
    @MethodSource("agents")
    void everySettingIsWrittenAsInYaml(LearnerConfig learner) {
        Map<String, String> metadata = model(learner).toFile().metadata();
        assertSame(Yaml.print(scenario.values().toPlain()), "scenario.", metadata);
        assertSame(Yaml.print(learner.values().toPlain()), "learner.", metadata);
    }

    /** What an embedding program does: nothing of this module reads the file. */
    @ParameterizedTest
    @MethodSource("agents")
    void everyAgentsModelClearsAuctions(LearnerConfig learner) {
        TensorFile file = model(learner).toFile();
        Auctioneer auctioneer = Auctioneer.trained(LearnedModel.of(file, PolicyFile.read(file)));
        double rho =
                auctioneer.announce(new MarketConditions(scenario), 0, 0).post().rho();
        assertTrue(rho >= 1 && rho < 10, "rho " + rho);
    }

    /** A file of some kilobytes must not make room for gigabytes: a network of this width has 2^28 weights. */
    @ParameterizedTest
    @MethodSource("agents")
    void widthsThatTheWeightsDoNotHaveAreRefusedBeforeThereIsRoom(LearnerConfig learner) {
        TensorFile file = model(learner).toFile();
        for (Map.Entry<String, String> change : Map.of(
                        "learner.hidden", "16384", "observations", "2000000000", "actions", "2000000000")
                .entrySet()) {
            Map<String, String> metadata = new TreeMap<>(file.metadata());
            metadata.put(change.getKey(), change.getValue());
            TensorFile changed = ModelMetadata.file(file.tensors(), metadata);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> PolicyFile.read(changed))
                    .getMessage());
            assertTrue(THREADS.getCurrentThreadAllocatedBytes() - before < 1 << 20, change + ": " + message);
            assertTrue(message.startsWith("model: expected at least "), message);
        }
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

    @ParameterizedTest
    @MethodSource("agents")
    void theDocumentationListsEveryKeyAndNetwork(LearnerConfig learner) throws IOException {
        String text = Files.readString(FORMAT);
        assertTrue(text.contains("`" + ModelMetadata.FORMAT + "`"));
        TensorFile file = model(learner).toFile();
        String name = "`" + learner.agent() + "`";
        Set<String> learnerKeys = new TreeSet<>();
        for (String key : file.metadata().keySet()) {
            if (key.startsWith("learner.")) {
                learnerKeys.add(key.substring("learner.".length()));
            } else {
                String documented = key.startsWith("scenario.") ? key.substring("scenario.".length()) : key;
                assertTrue(text.contains("`" + documented + "`"), key);
            }
        }
        Matcher settings = Pattern.compile("^- " + name + ": ((?:.|\\R(?!\\R|- ))*)", Pattern.MULTILINE)
                .matcher(text);
        assertTrue(settings.find(), "the settings of " + name);
        Set<String> documentedKeys = Pattern.compile("`(\\w+)`")
                .matcher(settings.group(1))
                .results()
                .map(key -> key.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(learnerKeys, documentedKeys);
        String networks = text.lines()
                .filter(line -> line.startsWith("| " + name + " |"))
                .findFirst()
                .orElseThrow();
        for (String tensor : file.tensors().keySet()) {
            String layer = tensor.substring(0, tensor.lastIndexOf('.'));
            assertTrue(
                    networks.contains("`" + layer.substring(0, layer.indexOf('.')) + "`")
                            && text.contains(layer.substring(layer.indexOf('.') + 1)),
                    layer);
        }
    }
}
