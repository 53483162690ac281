package dmsb.nn.agent;

import dmsb.core.random.RandomStream;
import dmsb.nn.diffusion.Denoiser;
import dmsb.nn.diffusion.NoiseSchedule;
import dmsb.nn.diffusion.ReverseChain;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Mlp;
import dmsb.nn.layer.Parameter;
import java.util.List;
import org.ejml.data.FMatrixRMaj;

/** What turns the state of each element of a set into the logits of its policy. */
interface SetHead {
    /** Draws all weights. */
    void initialise(RandomStream random);

    /** The parameters. */
    List<Parameter> parameters();

    /** Room for passes of a number of rows. */
    HeadPass newPass(int rows, boolean withGradient);

    /** Passes of a number of rows. */
    interface HeadPass {
        /** Draws the noise of some rows, if there is noise. */
        void drawNoise(RandomStream random, int firstRow, int rows);

        /** Takes the noise away that is only there to explore. */
        default void silence() {}

        /** The logits of states, rows x actions, owned by this pass. */
        FMatrixRMaj run(FMatrixRMaj states);

        /** Where the gradient with respect to the logits is put. */
        FMatrixRMaj logitGradient();

        /** Adds the gradients of the parameters, and writes that with respect to the states. */
        void backward(FMatrixRMaj states, FMatrixRMaj stateGradient);
    }

    /** The head of the given kind. */
    static SetHead of(SetActorShape shape, int states, Kernels kernels) {
        SetActorConfig settings = shape.settings();
        return switch (settings.get(SetActorConfig.HEAD)) {
            case SOFTMAX, AUTOREGRESSIVE ->
                new SoftmaxHead(new Mlp("body", kernels, states, shape.hidden(), shape.hidden(), shape.actions()));
            case DETERMINISTIC ->
                new DeterministicHead(
                        new Mlp("body", kernels, states, shape.hidden(), shape.hidden(), 1),
                        shape.actions(),
                        settings.get(SetActorConfig.EXPLORATION));
            case DIFFUSION ->
                new DiffusionHead(
                        new Denoiser(
                                shape.actions(),
                                states,
                                shape.hidden(),
                                settings.get(DiffusionSacConfig.DIFFUSION_STEPS),
                                settings.get(DiffusionSacConfig.NOISE_BOUND),
                                kernels),
                        NoiseSchedule.of(
                                settings.get(DiffusionSacConfig.SCHEDULE),
                                settings.get(DiffusionSacConfig.DIFFUSION_STEPS)));
        };
    }

    /** A perceptron whose outputs are the logits. */
    record SoftmaxHead(Mlp body) implements SetHead {
        @Override
        public void initialise(RandomStream random) {
            body.initialise(random);
        }

        @Override
        public List<Parameter> parameters() {
            return body.parameters();
        }

        @Override
        public HeadPass newPass(int rows, boolean withGradient) {
            Mlp.Pass pass = new Mlp.Pass(body, rows, withGradient);
            return new HeadPass() {
                @Override
                public void drawNoise(RandomStream random, int firstRow, int count) {}

                @Override
                public FMatrixRMaj run(FMatrixRMaj states) {
                    return body.forward(states, pass);
                }

                @Override
                public FMatrixRMaj logitGradient() {
                    return pass.outputGradient();
                }

                @Override
                public void backward(FMatrixRMaj states, FMatrixRMaj stateGradient) {
                    body.backward(states, pass, stateGradient);
                }
            };
        }
    }

    /** The reverse chain of a diffusion actor, eq. (17), whose noise is an element's own. */
    record DiffusionHead(Denoiser denoiser, ReverseChain chain) implements SetHead {
        DiffusionHead(Denoiser denoiser, NoiseSchedule schedule) {
            this(denoiser, new ReverseChain(denoiser, schedule));
        }

        @Override
        public void initialise(RandomStream random) {
            denoiser.initialise(random);
        }

        @Override
        public List<Parameter> parameters() {
            return denoiser.parameters();
        }

        @Override
        public HeadPass newPass(int rows, boolean withGradient) {
            ReverseChain.ChainPass pass = new ReverseChain.ChainPass(denoiser, rows, withGradient);
            return new HeadPass() {
                @Override
                public void drawNoise(RandomStream random, int firstRow, int count) {
                    pass.drawNoise(random, firstRow, count);
                }

                @Override
                public FMatrixRMaj run(FMatrixRMaj states) {
                    return chain.run(states, pass);
                }

                @Override
                public FMatrixRMaj logitGradient() {
                    return pass.logitGradient();
                }

                @Override
                public void backward(FMatrixRMaj states, FMatrixRMaj stateGradient) {
                    chain.backward(states, pass);
                    chain.stateGradient(pass, stateGradient);
                }
            };
        }
    }
}
