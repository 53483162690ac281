package dmsb.experiments.gym;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Step;
import dmsb.experiments.cli.Main;
import dmsb.experiments.config.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another program is told of environments, frame by frame. */
class EnvironmentPipeTest {
    private static final int ROUNDS = 12;
    private static final Scenario MARKET = Scenario.preset("paper").with(Scenario.ROUNDS_PER_EPISODE, ROUNDS);
    private static final double SCALE = 60;

    private static AuctionEnvironment environment() {
        return new AuctionEnvironment(MARKET, SCALE);
    }

    /** The answers to some requests, the greeting first. */
    private static ByteBuffer served(int count, ByteBuffer requests) throws IOException {
        List<AuctionEnvironment> environments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            environments.add(environment());
        }
        byte[] sent = new byte[requests.flip().remaining()];
        requests.get(sent);
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        new EnvironmentPipe(environments, 4f)
                .serve(new ByteArrayInputStream(sent), (bytes, length) -> answers.write(bytes, 0, length));
        return ByteBuffer.wrap(answers.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer requests() {
        return ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void skipGreeting(ByteBuffer answers) {
        answers.position(24 + 8 + 8 + 8 * environment().actionCount());
    }

    private static void assertObservation(float[] expected, ByteBuffer answers) {
        for (float number : expected) {
            assertEquals(number, answers.getFloat());
        }
    }

    @Test
    void theGreetingTellsTheShape() throws IOException {
        ByteBuffer greeting = served(3, requests());
        byte[] magic = new byte[4];
        greeting.get(magic);
        assertEquals("DMSB", new String(magic, StandardCharsets.US_ASCII));
        assertEquals(EnvironmentPipe.VERSION, greeting.getInt());
        assertEquals(3, greeting.getInt());
        assertEquals(environment().observationSize(), greeting.getInt());
        assertEquals(20, greeting.getInt());
        assertEquals(ROUNDS, greeting.getInt());
        assertEquals(SCALE, greeting.getDouble());
        assertEquals(-4f, greeting.getFloat());
        assertEquals(4f, greeting.getFloat());
        assertEquals(1, greeting.getDouble(), "rho of action 0");
        greeting.position(greeting.position() + 8 * 19);
        assertEquals(0, greeting.remaining());
    }

    @Test
    void everyEnvironmentIsTheOneOfItsSeedFromEpisodeToEpisode() throws IOException {
        int steps = 2 * ROUNDS + 5;
        ByteBuffer requests = requests();
        requests.put(EnvironmentPipe.RESET);
        requests.put(EnvironmentPipe.SEED).putLong(5);
        requests.put(EnvironmentPipe.SEED).putLong(-6);
        for (int t = 0; t < steps; t++) {
            requests.put(EnvironmentPipe.STEP).putInt(t % 20).putInt(7);
        }
        requests.put(EnvironmentPipe.CLOSE);
        ByteBuffer answers = served(2, requests);
        skipGreeting(answers);
        Own[] own = {new Own(5), new Own(-6)};
        for (Own environment : own) {
            assertObservation(environment.observation, answers);
        }
        for (int t = 0; t < steps; t++) {
            own[0].step(t % 20);
            own[1].step(7);
            for (Own environment : own) {
                assertObservation(environment.observation, answers);
            }
            for (Own environment : own) {
                assertEquals(environment.reward, answers.getDouble());
            }
            for (Own environment : own) {
                assertEquals(environment.over ? 1 : 0, answers.get());
            }
        }
        assertEquals(0, answers.remaining());
    }

    /** The same environment without a pipe. */
    private static final class Own {
        private final AuctionEnvironment environment = environment();
        private final Step step = new Step(environment);
        private final SeedTree episodes;
        private final float[] observation = new float[environment.observationSize()];
        private int episode;
        private double reward;
        private boolean over;

        Own(long seed) {
            episodes = SeedTree.of(seed).child("simulation").child("episode");
            environment.reset(episodes.child(episode), observation);
        }

        void step(int action) {
            if (over) {
                environment.reset(episodes.child(++episode), observation);
                reward = 0;
                over = false;
                return;
            }
            environment.step(action, step);
            System.arraycopy(step.observation(), 0, observation, 0, observation.length);
            reward = step.reward();
            over = step.done();
        }
    }

    /** At rho = 1 the highest bid wins, so the surplus is the highest bid of the same round of {@code dmsb simulate}. */
    @Test
    void theRoundsAreThoseOfSimulate(@TempDir Path folder) throws IOException {
        Path bids = folder.resolve("bids.csv");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                new ByteArrayOutputStream(),
                err,
                List.of(),
                "simulate",
                "--seed",
                "5",
                "--episodes",
                "1",
                "--set",
                "roundsPerEpisode=" + ROUNDS,
                "--out",
                bids.toString());
        assertEquals(0, status, err.toString(StandardCharsets.UTF_8));
        List<String> rows = Files.readAllLines(bids);
        ByteBuffer requests = requests();
        requests.put(EnvironmentPipe.RESET).put(EnvironmentPipe.SEED).putLong(5);
        for (int t = 0; t < ROUNDS; t++) {
            requests.put(EnvironmentPipe.STEP).putInt(0);
        }
        ByteBuffer answers = served(1, requests);
        int observation = 4 * environment().observationSize();
        skipGreeting(answers);
        answers.position(answers.position() + observation);
        for (int t = 0; t < ROUNDS; t++) {
            answers.position(answers.position() + observation);
            String[] row = rows.get(1 + t).split(",", -1);
            double highest = Math.max(
                    Double.parseDouble(row[5]), Math.max(Double.parseDouble(row[6]), Double.parseDouble(row[7])));
            assertEquals(highest / SCALE, answers.getDouble(), "round " + t);
            assertEquals(t == ROUNDS - 1 ? 1 : 0, answers.get());
        }
    }

    @Test
    void whatIsNoRequestIsRefused() {
        assertEquals(
                "request: expected 0 to close, 1 to reset or 2 to step, got 9",
                refusal(requests().put((byte) 9)));
        assertEquals("request: expected 9 more bytes, got 2", refusal(requests().put(new byte[] {1, 2, 3})));
        assertEquals(
                "step: expected a reset before it, got none",
                refusal(requests().put(EnvironmentPipe.STEP).putInt(0)));
        assertEquals(
                "reset: expected 0, 1 or 2, got 3",
                refusal(requests().put(EnvironmentPipe.RESET).put((byte) 3).putLong(1)));
        assertEquals(
                "action: expected 0 to 19, got 20",
                refusal(requests()
                        .put(EnvironmentPipe.RESET)
                        .put(EnvironmentPipe.NEXT)
                        .putLong(0)
                        .put(EnvironmentPipe.STEP)
                        .putInt(20)));
    }

    private static String refusal(ByteBuffer requests) {
        return String.valueOf(
                assertThrows(UsageException.class, () -> served(1, requests)).getMessage());
    }

    /** Skipped where there is no Python with gymnasium; {@code -Ddmsb.gym.python=FILE} names one. */
    @Test
    void gymnasiumsOwnCheckPasses(@TempDir Path folder) throws IOException, InterruptedException {
        String python = System.getProperty("dmsb.gym.python", "python3");
        assumeTrue(ran(folder, python, "-c", "import gymnasium, numpy").equals("0 "), "no Python with gymnasium");
        Path launcher = folder.resolve("dmsb");
        Files.writeString(
                launcher,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                        + System.getProperty("java.class.path") + "' " + Main.class.getName() + " \"$@\"\n");
        assertTrue(launcher.toFile().setExecutable(true));
        String script = Path.of("..", "examples", "gymnasium", "dmsb_gym.py")
                .toAbsolutePath()
                .toString();
        assertEquals("0 check_env: passed\n", ran(folder, python, "-W", "error::UserWarning", script, "--check"));
        String[] rewards = ran(folder, python, script, "--rewards", "5").split("\\s+", -1);
        Own own = new Own(5);
        own.step(0);
        assertEquals(own.reward * SCALE, Double.parseDouble(rewards[1]), 1e-9);
        assertEquals(Scenario.preset("paper").roundsPerEpisode() + 2, rewards.length, "status, rewards, end");
    }

    /** The exit status and what was printed; {@code none} if there is no such program. */
    private static String ran(Path folder, String... words) throws InterruptedException {
        try {
            Path printed = folder.resolve("printed");
            ProcessBuilder builder = new ProcessBuilder(words);
            builder.environment().put("DMSB", folder.resolve("dmsb").toString());
            Process process = builder.redirectOutput(printed.toFile())
                    .redirectError(folder.resolve("errors").toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return "hangs";
            }
            return process.exitValue() + " " + Files.readString(printed);
        } catch (IOException e) {
            return "none";
        }
    }
}
