package dmsb.experiments.audit;

/**
 * The search for a strategy that pays over a horizon: coordinate ascent over the situations of a {@link MenuStrategy} on
 * training episodes, from the truth and from exaggeration. What it finds is a lower bound on what a station can gain, and
 * has to be scored on other episodes.
 */
final class MenuSearch {
    private static final int[] TRUTH = {0, 0, 0, 0};
    private static final int[] EXAGGERATION = {5, 5, 1, 1};
    private static final int PASSES = 3;

    private final StrategyPlay training;
    private final int manipulators;

    /** Searches on training episodes for the first stations, so many. */
    MenuSearch(StrategyPlay training, int manipulators) {
        this.training = training;
        this.manipulators = manipulators;
    }

    /** The best strategy found; the truth unless another earns strictly more. */
    MenuStrategy best(Information information) {
        Climber best = new Climber(new MenuStrategy(information, TRUTH)).climbed();
        Climber exaggerating = new Climber(new MenuStrategy(information, EXAGGERATION)).climbed();
        return (exaggerating.height > best.height ? exaggerating : best).strategy;
    }

    /** A strategy, and what it earns in training. */
    private final class Climber {
        private MenuStrategy strategy;
        private double height;

        Climber(MenuStrategy start) {
            strategy = start;
            height = utility(start);
        }

        /** Goes on to neighbours that earn more as long as there are some, in a few passes at most. */
        Climber climbed() {
            boolean climbing = true;
            for (int pass = 0; pass < PASSES && climbing; pass++) {
                climbing = false;
                for (int situation = 0; situation < MenuStrategy.SITUATIONS; situation++) {
                    for (int line = 0; line < MenuStrategy.menu(); line++) {
                        climbing |= !strategy.has(situation, line) && moves(strategy.with(situation, line));
                    }
                }
            }
            return this;
        }

        private boolean moves(MenuStrategy neighbour) {
            double there = utility(neighbour);
            if (!(there > height)) {
                return false;
            }
            strategy = neighbour;
            height = there;
            return true;
        }
    }

    private double utility(BidStrategy strategy) {
        double sum = 0.0;
        for (double utility : training.with(strategy, manipulators).utility()) {
            sum += utility;
        }
        return sum;
    }
}
