package dmsb.experiments.run;

import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Step;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import dmsb.experiments.config.UsageException;
import dmsb.nn.agent.Categorical;
import dmsb.nn.agent.DiffusionPolicy;
import dmsb.nn.agent.DiffusionSac;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.agent.DiscreteSacConfig;
import dmsb.nn.agent.Inference;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.PolicyDistillation;
import dmsb.nn.agent.PolicyFile;
import java.util.Map;

/**
 * A trained diffusion policy made into a perceptron. It plays episodes of the market that it was trained on; in every round the
 * perceptron is taught the mean distribution of several chains. The result is a model of agent {@code sac}, read and used like any
 * other.
 *
 * @param width the width of the perceptron's hidden layers
 * @param episodes how many episodes are played, at least 1
 * @param updates how many batches are learned from, at least 1
 * @param seed the source of all randomness
 */
public record Distillation(int width, int episodes, int updates, long seed) {
    private static final int CHAINS = 64;
    private static final int BATCH = 256;
    private static final double LEARNING_RATE = 3e-3;

    /**
     * What was made.
     *
     * @param model the perceptron
     * @param examples the number of examples that it learned from
     * @param divergence the mean Kullback-Leibler divergence from the teacher at the end, in nats
     */
    public record Pupil(Model model, int examples, double divergence) {}

    /**
     * Makes the perceptron.
     *
     * @param teacher the model; of agent {@code d2sac}
     * @param progress told of the episodes done
     * @return the perceptron
     * @throws UsageException if the model is of another agent
     */
    public Pupil of(Model teacher, Progress progress) {
        if (!(teacher.learner() instanceof DiffusionSacConfig)) {
            throw new UsageException("--model: expected a model of agent " + DiffusionSac.ID
                    + ", whose chains can be saved, got one of agent "
                    + teacher.learner().agent());
        }
        TensorFile file = teacher.toFile();
        SeedTree seeds = SeedTree.of(seed).child("distillation");
        AuctionEnvironment market = new AuctionEnvironment(
                new SimulatedRounds(teacher.scenario()),
                teacher.rewardScale(),
                LearnedModel.encoder(teacher.scenario(), teacher.filter(), teacher.observation()));
        PolicyDistillation pupil = new PolicyDistillation(
                DiscreteSacConfig.standard()
                        .with(LearnerConfig.HIDDEN, width)
                        .with(LearnerConfig.BATCH, BATCH)
                        .with(LearnerConfig.FORECASTS, teacher.learner().get(LearnerConfig.FORECASTS)),
                market.observationSize(),
                market.actionCount(),
                LEARNING_RATE,
                seeds);
        play(file, market, pupil, seeds.child("episode"), progress);
        double divergence = pupil.train(updates);
        Map<String, String> training = Map.of(
                "distilledFrom", ModelMetadata.of(file).id(),
                "episodes", String.valueOf(episodes),
                "updates", String.valueOf(updates),
                "seed", String.valueOf(seed),
                "code", Version.code());
        Model model = new Model(
                teacher.scenario(),
                teacher.filter(),
                teacher.observation(),
                pupil.config(),
                teacher.rewardScale(),
                training,
                pupil.tensors());
        return new Pupil(model, pupil.size(), divergence);
    }

    private void play(
            TensorFile teacher,
            AuctionEnvironment market,
            PolicyDistillation pupil,
            SeedTree seeds,
            Progress progress) {
        DiffusionPolicy policy = (DiffusionPolicy)
                PolicyFile.read(teacher, Inference.meanOf(CHAINS)).open();
        float[] observation = new float[market.observationSize()];
        Step step = new Step(market.observationSize(), market.actionCount());
        for (int e = 0; e < episodes; e++) {
            SeedTree episode = seeds.child(e);
            market.reset(episode, observation);
            RandomStream noise = episode.child("noise").stream();
            do {
                float[] distribution = policy.distribution(observation, noise);
                pupil.add(observation, distribution);
                market.step(Categorical.largest(distribution, 0, distribution.length), step);
                System.arraycopy(step.observation(), 0, observation, 0, observation.length);
            } while (!step.truncated() && !step.terminated());
            progress.report(e + 1L, "");
        }
    }
}
