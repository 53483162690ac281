package dmsb.core.rl;

import dmsb.core.argument.Require;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.math.NonFiniteException;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The loop in which an agent learns: act, step, learn, episode after episode.
 *
 * <p>Episodes are reset with branch {@code episode/e} of the seed tree, exploration draws from branch {@code
 * exploration}. The loop can be run in pieces: {@code run(a)} then {@code run(b)} is {@code run(a + b)}.
 *
 * <p>Several environments can be played side by side. The agent acts on all of them at once; then each takes its step
 * in turn, and the agent learns from it. Of n environments, the i-th plays the episodes i, i + n, i + 2n, and so on.
 * The exploration of all but the first draws from branch {@code exploration/i}. The order of experience depends on n,
 * and so does what is learned.
 *
 * <p>A training can be saved after any step. An episode is a function of its seed and of the actions. So only the
 * actions of the current episode are saved of an environment; a restored training plays them again.
 */
public final class Training implements Checkpointed {
    private final Agent agent;
    private final SeedTree episodes;
    private final List<Lane> lanes = new ArrayList<>();
    private final RandomStream[] exploration;
    private final float[] observations;
    private final int[] actions;
    private final Step step;
    private int turn;
    private long steps;

    /**
     * A training that has not begun.
     *
     * @param environment the environment; used by this training alone
     * @param agent the agent; used by this training alone
     * @param seeds the source of all randomness outside the agent
     */
    public Training(Environment environment, Agent agent, SeedTree seeds) {
        this(List.of(environment), agent, seeds);
    }

    /**
     * A training on several environments side by side.
     *
     * @param environments the environments, at least one, of one kind; used by this training alone
     * @param agent the agent; used by this training alone. Of more than one environment, steps that it is shown one after
     *     the other do not follow each other, so it must not sum rewards over several steps.
     * @param seeds the source of all randomness outside the agent
     * @throws IllegalArgumentException if there is no environment, or they differ in shape
     */
    public Training(List<? extends Environment> environments, Agent agent, SeedTree seeds) {
        if (environments.isEmpty()) {
            throw new IllegalArgumentException("environments: expected at least one, got none");
        }
        this.agent = agent;
        this.episodes = seeds.child("episode");
        Environment first = environments.get(0);
        this.step = new Step(first.observationSize(), first.actionCount(), agent.needsOtherStates());
        this.exploration = new RandomStream[environments.size()];
        this.actions = new int[environments.size()];
        this.observations = new float[environments.size() * step.observation().length];
        SeedTree branch = seeds.child("exploration");
        for (Environment environment : environments) {
            if (environment.observationSize() != step.observation().length
                    || environment.actionCount() != step.rewards().length) {
                throw new IllegalArgumentException("environments: expected all of one shape, got "
                        + environment.observationSize() + " observations and " + environment.actionCount()
                        + " actions beside " + step.observation().length + " and " + step.rewards().length);
            }
            int i = lanes.size();
            exploration[i] = i == 0 ? branch.stream() : branch.child(i).stream();
            lanes.add(new Lane(environment, i));
        }
    }

    /**
     * Plays a number of steps, those of all environments together: the loop of the paper's Algorithm 1, lines 4 to 12.
     *
     * @param count how many
     * @throws NonFiniteException if a reward is infinite or NaN; the agent has not been shown it
     */
    public void run(long count) {
        for (long i = 0; i < count; i++) {
            if (turn == 0) {
                act();
            }
            Lane lane = lanes.get(turn);
            lane.step(actions[turn], step);
            requireFiniteRewards(actions[turn]);
            agent.learn(lane.observation, actions[turn], step);
            System.arraycopy(step.observation(), 0, lane.observation, 0, lane.observation.length);
            lane.underWay = !step.done();
            turn = turn + 1 == actions.length ? 0 : turn + 1;
            steps++;
        }
    }

    private void act() {
        for (int i = 0; i < actions.length; i++) {
            Lane lane = lanes.get(i);
            if (!lane.underWay) {
                lane.reset(episodes);
                lane.next += actions.length;
            }
            System.arraycopy(lane.observation, 0, observations, i * lane.observation.length, lane.observation.length);
        }
        if (actions.length == 1) {
            actions[0] = agent.act(lanes.get(0).observation, exploration[0]);
        } else {
            agent.act(actions.length, observations, exploration, actions);
        }
    }

    private void requireFiniteRewards(int action) {
        if (!Double.isFinite(step.reward())) {
            throw new NonFiniteException("step " + (steps + 1) + ", reward of action " + action, step.reward());
        }
        requireFinite("factor of later rewards", step.scale());
        requireFinite("factor of later rewards after other actions", step.otherScale());
        double[] all = step.rewards();
        for (int a = 0; a < all.length; a++) {
            if (!Double.isFinite(all[a])) {
                throw new NonFiniteException("step " + (steps + 1) + ", reward of action " + a, all[a]);
            }
        }
    }

    private void requireFinite(String what, double number) {
        if (!Double.isFinite(number)) {
            throw new NonFiniteException("step " + (steps + 1) + ", " + what, number);
        }
    }

    @Override
    public void save(StateWriter state) {
        state.put("steps", steps);
        state.put("turn", (long) turn);
        state.put("actions", actions);
        for (int i = 0; i < actions.length; i++) {
            StateWriter lane = state.under("environment" + i);
            lane.put("exploration", exploration[i]);
            lane.put("episode", lanes.get(i));
        }
    }

    @Override
    public void restore(StateReader state) {
        steps = Require.atLeast("steps", state.wholeNumber("steps"), 0);
        turn = state.wholeNumber("turn", 0, actions.length - 1);
        System.arraycopy(state.ints("actions", actions.length), 0, actions, 0, actions.length);
        for (int i = 0; i < actions.length; i++) {
            StateReader lane = state.under("environment" + i);
            lane.restore("exploration", exploration[i]);
            lane.restore("episode", lanes.get(i));
            lanes.get(i).replay(episodes, actions.length, step);
        }
    }

    /**
     * How many steps have been played.
     *
     * @return the number of steps
     */
    public long steps() {
        return steps;
    }

    /** One of the environments, and where it stands. */
    private static final class Lane implements Checkpointed {
        private final Environment environment;
        private final float[] observation;
        /** The number of the next episode. */
        private long next;

        private boolean underWay;
        private int[] taken = new int[64];
        private int length;

        Lane(Environment environment, long firstEpisode) {
            this.environment = environment;
            this.observation = new float[environment.observationSize()];
            this.next = firstEpisode;
        }

        void reset(SeedTree episodes) {
            environment.reset(episodes.child(next), observation);
            underWay = true;
            length = 0;
        }

        void step(int action, Step step) {
            environment.step(action, step);
            if (length == taken.length) {
                taken = Arrays.copyOf(taken, 2 * length);
            }
            taken[length++] = action;
        }

        @Override
        public void save(StateWriter state) {
            state.put("next", next);
            state.put("underWay", underWay ? 1L : 0L);
            state.put("taken", Arrays.copyOf(taken, length));
            state.put("length", (long) length);
            state.put("observation", observation);
        }

        @Override
        public void restore(StateReader state) {
            next = state.wholeNumber("next");
            underWay = state.wholeNumber("underWay", 0, 1) == 1;
            length = state.wholeNumber("length", 0, Integer.MAX_VALUE);
            int[] actions = state.ints("taken", length);
            while (taken.length < length) {
                taken = new int[2 * taken.length];
            }
            System.arraycopy(actions, 0, taken, 0, length);
            System.arraycopy(state.floats("observation", observation.length), 0, observation, 0, observation.length);
        }

        /** Brings the environment to where the restored episode stands, by playing it again. */
        void replay(SeedTree episodes, int environments, Step step) {
            if (!underWay) {
                return;
            }
            float[] seen = observation.clone();
            environment.reset(episodes.child(next - environments), observation);
            for (int i = 0; i < length; i++) {
                environment.step(taken[i], step);
                System.arraycopy(step.observation(), 0, observation, 0, observation.length);
            }
            if (!Arrays.equals(seen, observation)) {
                throw new IllegalArgumentException("episode " + (next - environments) + ": expected to observe after "
                        + length + " steps what was observed before, got something else: it is another environment");
            }
        }
    }
}
