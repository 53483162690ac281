package dmsb.core.rl;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.List;

/**
 * The loop in which an agent learns: act, step, learn, episode after episode.
 *
 * <p>Episodes are reset with branch {@code episode/e} of the seed tree, exploration draws from branch
 * {@code exploration}. The loop can be run in pieces: {@code run(a)} then {@code run(b)} is {@code run(a + b)}.
 *
 * <p>Several environments are played side by side: the agent acts on all of them at once, then each takes its step and is
 * learned from in turn. Of n environments, the i-th plays the episodes i, i + n, i + 2n, ...; the exploration of all but the
 * first draws from branch {@code exploration/i}. The order of experience depends on n, and so does what is learned.
 */
public final class Training {
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
        this.step = new Step(environments.get(0));
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
     * Plays a number of steps, those of all environments together.
     *
     * @param count how many
     */
    public void run(long count) {
        for (long i = 0; i < count; i++) {
            if (turn == 0) {
                act();
            }
            Lane lane = lanes.get(turn);
            lane.environment.step(actions[turn], step);
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
                lane.environment.reset(episodes.child(lane.episode), lane.observation);
                lane.episode += actions.length;
                lane.underWay = true;
            }
            System.arraycopy(lane.observation, 0, observations, i * lane.observation.length, lane.observation.length);
        }
        if (actions.length == 1) {
            actions[0] = agent.act(lanes.get(0).observation, exploration[0]);
        } else {
            agent.act(actions.length, observations, exploration, actions);
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
    private static final class Lane {
        private final Environment environment;
        private final float[] observation;
        private long episode;
        private boolean underWay;

        Lane(Environment environment, long firstEpisode) {
            this.environment = environment;
            this.observation = new float[environment.observationSize()];
            this.episode = firstEpisode;
        }
    }
}
