package dmsb.experiments.gym;

import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.rule.ActionGrid;
import dmsb.core.argument.Require;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Step;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.HeldOut;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Serves K environments of one shape, side by side, over a pipe. Everything is little-endian and without padding. S is the length
 * of an observation, A the number of actions.
 *
 * <pre>
 * greeting   "DMSB", int32 version 1, int32 K, int32 S, int32 A, int32 rounds of an episode,
 *            float64 reward scale, float32 lowest and float32 highest number of an observation, float64[A] rho of each action
 * close      byte 0                                      no answer
 * reset      byte 1, K x (byte how, int64 seed)          float32[K][S] observations
 *            how: 0 leave as it is, 1 next episode, 2 first episode of the seed
 * step       byte 2, int32[K] actions                    float32[K][S] observations, float64[K] rewards, byte[K] over
 * </pre>
 *
 * <p>Episode e of a seed is episode e of {@code dmsb simulate} with that seed. A step after the last one of an episode begins the
 * next episode, whatever the action is, and has the reward 0. An answer is one write. For one thread.
 */
public final class EnvironmentPipe {
    /** The version of the frames. */
    public static final int VERSION = 1;

    static final byte CLOSE = 0;
    static final byte RESET = 1;
    static final byte STEP = 2;
    static final byte LEAVE = 0;
    static final byte NEXT = 1;
    static final byte SEED = 2;

    private static final String MAGIC = "DMSB";

    private final List<Place> places = new ArrayList<>();
    private final ActionGrid grid;
    private final AuctionEnvironment first;
    private final float bound;
    private final Step step;
    private final byte[] request;
    private final ByteBuffer answer;

    /** Where answers go. */
    @FunctionalInterface
    public interface AnswerSink {
        /**
         * Writes bytes, and sees to it that they arrive.
         *
         * @param bytes the bytes are at its front. Not modified, not kept.
         * @param length how many
         * @throws IOException if they could not be written
         */
        void write(byte[] bytes, int length) throws IOException;
    }

    /**
     * A pipe to environments.
     *
     * @param environments the environments, all of one market, at least 1; used by this pipe alone
     * @param bound the largest absolute value of a number of an observation; infinite if there is no bound
     */
    public EnvironmentPipe(List<AuctionEnvironment> environments, float bound) {
        Require.atLeast("environments", environments.size(), 1);
        this.first = environments.get(0);
        this.bound = bound;
        this.grid = ActionGrid.of(first.scenario());
        this.step = new Step(first);
        for (AuctionEnvironment environment : environments) {
            places.add(new Place(environment));
        }
        int count = places.size();
        this.request = new byte[count * (1 + Long.BYTES)];
        this.answer = ByteBuffer.allocate(Math.max(
                        count * (first.observationSize() * Float.BYTES + Double.BYTES + 1),
                        64 + grid.size() * Double.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Greets, and answers until the other side closes.
     *
     * @param in the requests
     * @param out the answers
     * @throws IOException if the pipe breaks
     * @throws UsageException if a request is malformed
     */
    public void serve(InputStream in, AnswerSink out) throws IOException {
        greet();
        send(out);
        while (true) {
            int kind = in.read();
            if (kind == CLOSE || kind < 0) {
                return;
            }
            if (kind == RESET) {
                reset(in);
            } else if (kind == STEP) {
                step(in);
            } else {
                throw new UsageException("request: expected 0 to close, 1 to reset or 2 to step, got " + kind);
            }
            send(out);
        }
    }

    private void greet() {
        answer.clear();
        answer.put(MAGIC.getBytes(StandardCharsets.US_ASCII));
        answer.putInt(VERSION).putInt(places.size()).putInt(first.observationSize());
        answer.putInt(grid.size()).putInt(first.scenario().roundsPerEpisode());
        answer.putDouble(first.rewardScale()).putFloat(-bound).putFloat(bound);
        for (int action = 0; action < grid.size(); action++) {
            answer.putDouble(grid.rho(action));
        }
    }

    private void send(AnswerSink out) throws IOException {
        out.write(answer.array(), answer.position());
    }

    private ByteBuffer read(InputStream in, int length) throws IOException {
        int got = in.readNBytes(request, 0, length);
        if (got < length) {
            throw new UsageException("request: expected " + length + " more bytes, got " + got);
        }
        return ByteBuffer.wrap(request).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void reset(InputStream in) throws IOException {
        ByteBuffer how = read(in, places.size() * (1 + Long.BYTES));
        answer.clear();
        for (Place place : places) {
            place.reset(how.get(), how.getLong());
            place.tell();
        }
    }

    private void step(InputStream in) throws IOException {
        ByteBuffer actions = read(in, places.size() * Integer.BYTES);
        answer.clear();
        for (Place place : places) {
            place.step(actions.getInt());
            place.tell();
        }
        places.forEach(place -> answer.putDouble(place.reward));
        places.forEach(place -> answer.put((byte) (place.over ? 1 : 0)));
    }

    /**
     * The episodes of a seed, as {@code dmsb simulate} plays them.
     *
     * @param seed the seed
     * @return the source of episode e is child e
     */
    static SeedTree episodes(long seed) {
        return HeldOut.simulation(seed).child("episode");
    }

    /** One of the environments, and where it stands. */
    private final class Place {
        private final AuctionEnvironment environment;
        private final float[] observation;
        private SeedTree episodes = episodes(0);
        private long next;
        private boolean begun;
        private boolean over;
        private double reward;

        Place(AuctionEnvironment environment) {
            this.environment = environment;
            this.observation = new float[environment.observationSize()];
        }

        void reset(byte how, long seed) {
            if (how == LEAVE) {
                return;
            }
            if (how == SEED) {
                episodes = episodes(seed);
                next = 0;
            } else if (how != NEXT) {
                throw new UsageException("reset: expected 0, 1 or 2, got " + how);
            }
            begin();
        }

        private void begin() {
            environment.reset(episodes.child(next++), observation);
            begun = true;
            over = false;
            reward = 0;
        }

        void step(int action) {
            if (!begun) {
                throw new UsageException("step: expected a reset before it, got none");
            }
            if (over) {
                begin();
                return;
            }
            if (action < 0 || action >= grid.size()) {
                throw new UsageException("action: expected 0 to " + (grid.size() - 1) + ", got " + action);
            }
            environment.step(action, step);
            System.arraycopy(step.observation(), 0, observation, 0, observation.length);
            reward = step.reward();
            over = step.done();
        }

        void tell() {
            answer.asFloatBuffer().put(observation);
            answer.position(answer.position() + observation.length * Float.BYTES);
        }
    }
}
