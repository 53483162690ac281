package dmsb.experiments.audit;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.RuleSeller;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
import dmsb.core.rl.Training;
import dmsb.nn.agent.Dqn;
import dmsb.nn.agent.DqnConfig;
import dmsb.nn.agent.Feedback;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.kernel.Kernels;

/** A best response that is learned by DQN, from what the station did and got. A lower bound, as the menu's is. */
final class BestResponse implements BidStrategy {
    /** A round's bid moves the factors of the next few, so rewards of some ten rounds count. */
    private static final double DISCOUNT = 0.9;

    private static final int SCALE_EPISODES = 20;

    private final Information information;
    private final Policy policy;
    private final StationView view;
    private final float[] observation;
    private final RandomStream random;

    private BestResponse(Scenario scenario, Information information, Policy policy, RandomStream random) {
        this.information = information;
        this.policy = policy;
        this.view = new StationView(scenario, information);
        this.observation = new float[view.size()];
        this.random = random;
    }

    /** Learns against a seller for a number of rounds. */
    static BestResponse learned(
            RuleSeller seller, Scenario scenario, Information information, SeedTree seeds, int rounds) {
        double scale = Evaluation.meanFirstBest(scenario, seeds.child("scale"), SCALE_EPISODES);
        ManipulationEnvironment environment = new ManipulationEnvironment(scenario, seller, information, scale);
        DqnConfig settings = DqnConfig.raw()
                .with(LearnerConfig.DISCOUNT, DISCOUNT)
                .with(LearnerConfig.FEEDBACK, Feedback.EXECUTED)
                .with(DqnConfig.EPSILON_STEPS, Math.max(1, rounds / 2));
        Dqn agent = settings.newAgent(environment, seeds.child("agent"), Kernels.create());
        new Training(environment, agent, seeds.child("training")).run(rounds);
        return new BestResponse(scenario, information, agent.policyOf(1), seeds.child("policy").stream());
    }

    @Override
    public double bid(Announcement announcement, double[] values, int station, double rho) {
        view.write(announcement, values, station, rho, observation);
        return MenuStrategy.bid(policy.act(observation, random), information, announcement, values, station, rho);
    }
}
