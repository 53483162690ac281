package dmsb.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.rule.learned.LearnedModel;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.agent.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dmsb distil}: a chain becomes a perceptron that everything reads. */
class DistilCommandTest {
    private static final String SMALL = "--set hidden=16 --set batch=16 --set firstUpdate=100 --set diffusionSteps=2";

    @TempDir
    static Path folder;

    @BeforeAll
    static void train() {
        for (String agent : new String[] {"d2sac", "sac"}) {
            String settings = agent.equals("sac") ? SMALL.replace(" --set diffusionSteps=2", "") : SMALL;
            done("train --agent " + agent + " --steps 400 --seed 1 " + settings + " --out " + folder.resolve(agent));
        }
    }

    private static String done(String words) {
        CommandRun run = CommandRun.dmsb(words.split(" ", -1));
        assertEquals(0, run.status(), run.err());
        return run.out();
    }

    private static String distil(String agent, String out) {
        return "distil --model " + folder.resolve(agent).resolve("model.safetensors")
                + " --hidden 8 --teaching-episodes 4 --updates 200 --episodes 3 --seed 2 --out " + folder.resolve(out);
    }

    @Test
    void thePerceptronIsAModelLikeAnyOther() throws IOException {
        String told = done(distil("d2sac", "pupil.safetensors"));
        assertTrue(told.contains("a perceptron of width 8, taught by 400 rounds"), told);
        assertTrue(told.contains("  the diffusion policy, one chain without noise  "), told);
        assertTrue(told.contains("  the perceptron, its most probable action       "), told);
        assertTrue(told.contains("  the perceptron over the diffusion policy       "), told);
        TensorFile file = TensorFile.read(folder.resolve("pupil.safetensors"));
        assertEquals("sac", file.metadata().get("agent"));
        assertEquals("8", file.metadata().get("learner.hidden"));
        TensorFile teacher = TensorFile.read(folder.resolve("d2sac").resolve("model.safetensors"));
        assertEquals(teacher.metadata().get("id"), file.metadata().get("training.distilledFrom"));
        LearnedModel model = LearnedModel.of(file, PolicyFile.read(file));
        assertFalse(model.policy().draws(), "one pass without noise");
        done("evaluate --model " + folder.resolve("pupil.safetensors") + " --episodes 2");
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        done(distil("d2sac", "one.safetensors"));
        done(distil("d2sac", "two.safetensors"));
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("one.safetensors")),
                Files.readAllBytes(folder.resolve("two.safetensors")));
    }

    @Test
    void whatHasNoChainsIsRefused() {
        CommandRun refused = CommandRun.dmsb(distil("sac", "none.safetensors").split(" ", -1));
        assertTrue(
                refused.err()
                        .contains("--model: expected a model of agent d2sac, whose chains can be saved, got one of"
                                + " agent sac"),
                refused.err());
        assertFalse(Files.exists(folder.resolve("none.safetensors")));
    }
}
