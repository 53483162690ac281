package dmsb.nn.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Step;
import dmsb.nn.OwnJvm;
import dmsb.nn.agent.DiffusionSac;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.agent.Feedback;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.layer.Parameter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole learner on the kernels: one checksum whatever computes it, and no garbage. */
class LearningTest {
    private static final int STATES = 24;
    private static final int ACTIONS = 20;

    /** Of all weights after 30 updates; written down once, on other kernels, JDKs and machines the same. */
    private static final String CHECKSUM = "4284afc2";

    static Stream<Kernels> kernels() {
        return Stream.of(
                new ThreadedKernels(new PlainKernels()),
                new ThreadedKernels(new PlainKernels(new EmulatedRows())),
                new ThreadedKernels(KernelChoice.newBackend()),
                new ThreadedKernels(new PlainKernels(), new PlainKernels()),
                new ThreadedKernels(KernelChoice.newBackend(), KernelChoice.newBackend()));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void weightsAfterUpdatesHaveOneChecksum(Kernels kernels) {
        assertEquals(CHECKSUM, checksum(kernels));
    }

    /** The processor's instruction is switched off, and with it all that was compiled for it. */
    @ParameterizedTest
    @ValueSource(strings = {"-XX:-UseFMA", "-XX:UseAVX=0", "-Ddmsb.fma=emulated"})
    void weightsHaveTheSameChecksumWithoutTheInstruction(String option) throws Exception {
        String printed = OwnJvm.run(WithoutInstruction.class, option, "--add-modules", "jdk.incubator.vector");
        assertEquals("plain kernels, emulated: " + CHECKSUM, printed);
    }

    /** Prints which kernels a JVM chooses, and the checksum of what they have learned. */
    static final class WithoutInstruction {
        private WithoutInstruction() {}

        public static void main(String[] arguments) {
            System.out.println(Kernels.create()
                    + (KernelChoice.slowness().isPresent() ? ", emulated: " : ": ")
                    + checksum(Kernels.create()));
        }
    }

    private static String checksum(Kernels kernels) {
        try (kernels) {
            DiffusionSac agent = agent(kernels, 207, 100);
            new Play(agent).updates(30);
            CRC32 checksum = new CRC32();
            for (List<Parameter> network : agent.networks().values()) {
                for (Parameter parameter : network) {
                    for (float weight : parameter.value().data) {
                        int bits = Float.floatToRawIntBits(weight);
                        for (int shift = 0; shift < 32; shift += 8) {
                            checksum.update(bits >>> shift);
                        }
                    }
                }
            }
            return Long.toHexString(checksum.getValue());
        }
    }

    /** In a JVM of its own: the probes of a coverage agent change what is inlined, and vectors then become objects. */
    @Test
    void learningAndActingAllocateNothing() throws Exception {
        assertEquals(
                "0 0 0 0 0",
                OwnJvm.run(LearningTest.class, "--add-modules", "jdk.incubator.vector"),
                "bytes in 200 updates");
    }

    /**
     * Prints for each of {@link #kernels} how many bytes 200 updates allocate once the JVM has settled.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        System.out.println(kernels()
                .map(kernels -> {
                    try (kernels) {
                        Play play = new Play(agent(kernels, 64, 16));
                        long bytes = -1;
                        // until it is compiled, vector code makes objects; when that is so is up to the JVM
                        for (int attempt = 0; attempt < 200 && bytes != 0; attempt++) {
                            long before = threads.getCurrentThreadAllocatedBytes();
                            play.updates(200);
                            bytes = threads.getCurrentThreadAllocatedBytes() - before;
                        }
                        return Long.toString(bytes);
                    }
                })
                .collect(Collectors.joining(" ")));
    }

    @Test
    void closedKernelsRefuseToWork() {
        Kernels kernels = new ThreadedKernels(new PlainKernels(), new PlainKernels());
        kernels.close();
        float[] x = new float[100_000];
        assertThrows(IllegalStateException.class, () -> kernels.addElements(x.length, x, x.clone()));
    }

    private static DiffusionSac agent(Kernels kernels, int hidden, int batch) {
        DiffusionSacConfig config = DiffusionSacConfig.raw()
                .with(LearnerConfig.HIDDEN, hidden)
                .with(LearnerConfig.BATCH, batch)
                .with(LearnerConfig.FIRST_UPDATE, batch)
                .with(LearnerConfig.REPLAY_CAPACITY, 1024)
                .with(LearnerConfig.DISCOUNT, 0.95)
                .with(LearnerConfig.FEEDBACK, Feedback.EXECUTED)
                .with(LearnerConfig.N_STEP, 3)
                // The actor of a model is an average: so fast that a single bit of the last step shows in it.
                .with(LearnerConfig.SOFT_UPDATE, 0.5)
                .with(LearnerConfig.STEPS_PER_UPDATE, 1);
        return new DiffusionSac(config, new Bandit(), SeedTree.of(1), kernels);
    }

    /** Acts, is rewarded at random, learns; one update a step once the memory holds a batch. */
    private static final class Play {
        private final DiffusionSac agent;
        private final Step step = new Step(STATES, ACTIONS);
        private final float[] observation = new float[STATES];
        private final RandomStream random = SeedTree.of(2).stream();

        Play(DiffusionSac agent) {
            this.agent = agent;
        }

        void updates(int count) {
            long last = agent.updates() + count;
            while (agent.updates() < last) {
                random.fillGaussian(observation, STATES);
                random.fillGaussian(step.observation(), STATES);
                int action = agent.act(observation, random);
                step.set(random.nextDouble(), false, false);
                agent.learn(observation, action, step);
            }
        }
    }

    private record Bandit() implements Environment {
        @Override
        public int observationSize() {
            return STATES;
        }

        @Override
        public int actionCount() {
            return ACTIONS;
        }

        @Override
        public boolean actionsMoveState() {
            return false;
        }

        @Override
        public void reset(SeedTree episode, float[] observation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void step(int action, Step step) {
            throw new UnsupportedOperationException();
        }
    }
}
