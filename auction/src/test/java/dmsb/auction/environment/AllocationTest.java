package dmsb.auction.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dmsb.auction.OwnJvm;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Step;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A step allocates no byte, compiled or not: what the heap sees is counted, not timed. */
class AllocationTest {
    /** Where stations have views of their own, the view of the highest bidder is made anew. */
    private static final List<ObservationMode> MODES = List.of(ObservationMode.PAST_BIDS, ObservationMode.CURRENT_BIDS);

    /**
     * In a JVM of its own, as the coverage agent links its probes on the heap; and ours all interpreted or all compiled, as the
     * thread that makes a method hot enough for C2 is the one that makes the strings of the class's constants.
     */
    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-Xcomp -XX:CompileCommand=quiet -XX:CompileCommand=compileonly,dmsb.*::*"})
    void stepsAllocateNothing(String options) throws Exception {
        String nothing = MODES.stream().map(mode -> mode + " 0").collect(Collectors.joining(System.lineSeparator()));
        assertEquals(nothing, OwnJvm.run(AllocationTest.class, options.split(" ", -1)), "bytes in 60 steps");
    }

    /**
     * Prints how many bytes 60 steps allocate under each way of observing.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (ObservationMode mode : MODES) {
            Scenario scenario = Scenario.preset("load").with(Scenario.OBSERVATION, mode);
            AuctionEnvironment environment = new AuctionEnvironment(scenario, 1.0);
            Step step = new Step(environment);
            environment.reset(SeedTree.of(1), step.observation());
            play(environment, step, 30); // loads classes
            long before = threads.getCurrentThreadAllocatedBytes();
            play(environment, step, 60);
            System.out.println(mode + " " + (threads.getCurrentThreadAllocatedBytes() - before));
        }
    }

    private static void play(AuctionEnvironment environment, Step step, int steps) {
        for (int t = 0; t < steps; t++) {
            environment.step(t % environment.actionCount(), step);
        }
    }
}
