package dmsb.auction.rule;

import dmsb.auction.round.Announcement;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/** The rule that takes an action of the grid uniformly at random. */
public final class RandomRule implements PostedRule {
    private final ActionGrid grid;
    private RandomStream random = SeedTree.of(0).stream();

    /**
     * The rule on the given grid.
     *
     * @param grid the actions
     */
    public RandomRule(ActionGrid grid) {
        this.grid = grid;
    }

    @Override
    public void reset(RandomStream stream) {
        random = stream;
    }

    @Override
    public double rho(Announcement announcement) {
        return grid.rho(random.nextInt(grid.size()));
    }

    @Override
    public void save(StateWriter state) {
        state.put("random", random);
    }

    @Override
    public void restore(StateReader state) {
        state.restore("random", random);
    }
}
