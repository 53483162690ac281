package dmsb.auction.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Step;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step allocates no byte, compiled or not: what the heap sees is counted, not timed. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource
    void stepsAllocateNothing(ObservationMode mode) {
        Scenario scenario =
                Scenario.preset("load").toBuilder().observation(mode).build();
        AuctionEnvironment environment = new AuctionEnvironment(scenario, 1.0);
        Step step = new Step(environment);
        environment.reset(SeedTree.of(1), step.observation());
        play(environment, step, 30); // loads classes
        long before = THREADS.getCurrentThreadAllocatedBytes();
        play(environment, step, 60);
        assertEquals(0, THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    private static void play(AuctionEnvironment environment, Step step, int steps) {
        for (int t = 0; t < steps; t++) {
            environment.step(t % environment.actionCount(), step);
        }
    }
}
