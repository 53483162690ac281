package dmsb.core.rl;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/**
 * The loop in which an agent learns: act, step, learn, episode after episode.
 *
 * <p>Episode e is reset with branch {@code episode/e} of the seed tree, exploration draws from branch
 * {@code exploration}. The loop can be run in pieces: {@code run(a)} then {@code run(b)} is {@code run(a + b)}.
 */
public final class Training {
    private final Environment environment;
    private final Agent agent;
    private final SeedTree episodes;
    private final RandomStream exploration;
    private final Step step;
    private final float[] observation;
    private long episode;
    private long steps;
    private boolean underWay;

    /**
     * A training that has not begun.
     *
     * @param environment the environment; used by this training alone
     * @param agent the agent; used by this training alone
     * @param seeds the source of all randomness outside the agent
     */
    public Training(Environment environment, Agent agent, SeedTree seeds) {
        this.environment = environment;
        this.agent = agent;
        this.episodes = seeds.child("episode");
        this.exploration = seeds.child("exploration").stream();
        this.step = new Step(environment);
        this.observation = new float[environment.observationSize()];
    }

    /**
     * Plays a number of steps.
     *
     * @param count how many
     */
    public void run(long count) {
        for (long i = 0; i < count; i++) {
            if (!underWay) {
                environment.reset(episodes.child(episode++), observation);
                underWay = true;
            }
            int action = agent.act(observation, exploration);
            environment.step(action, step);
            agent.learn(observation, action, step);
            System.arraycopy(step.observation(), 0, observation, 0, observation.length);
            underWay = !step.done();
            steps++;
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
}
