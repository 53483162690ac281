package dmsb.proofs.vector;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Auctions of several tasks, each with what lets one task look at another, and the laws that this breaks. */
enum VectorZoo implements VectorAuction {
    /** The sound one: every task by itself, each with its factor. */
    FACTORS {
        @Override
        public List<Outcome> clear(double[][] bids) {
            List<Outcome> outcomes = new ArrayList<>();
            for (int m = 0; m < bids.length; m++) {
                outcomes.add(new ModifiedSecondBid(1.0 + 0.5 * m).clear(bids[m]));
            }
            return outcomes;
        }
    },

    /** Whoever wins two tasks pays half for each: it pays to win one more at a loss. */
    BUNDLE_REBATE(VectorLaw.STRATEGY_PROOF, VectorLaw.NO_GAIN_FROM_IDENTITIES, VectorLaw.TASK_BY_TASK) {
        @Override
        public List<Outcome> clear(double[][] bids) {
            List<Outcome> outcomes = secondPrice(bids);
            List<Outcome> cheaper = new ArrayList<>();
            for (Outcome outcome : outcomes) {
                long won = outcomes.stream()
                        .filter(other -> other.winner() == outcome.winner())
                        .count();
                boolean rebate = outcome.winner() > 0 && won > 1;
                cheaper.add(
                        rebate
                                ? new Outcome(outcome.groundStations(), outcome.winner(), 0.5 * outcome.price())
                                : outcome);
            }
            return cheaper;
        }
    },

    /** A station serves one task: who wins the first is out of the second, so it may pay to lose the first. */
    ONE_TASK_EACH(VectorLaw.STRATEGY_PROOF, VectorLaw.NO_GAIN_FROM_IDENTITIES, VectorLaw.TASK_BY_TASK) {
        @Override
        public List<Outcome> clear(double[][] bids) {
            boolean[] served = new boolean[bids[0].length];
            List<Outcome> outcomes = new ArrayList<>();
            for (double[] task : bids) {
                double[] left = task.clone();
                for (int n = 0; n < left.length; n++) {
                    left[n] = served[n] ? 0.0 : left[n];
                }
                Outcome outcome = new ModifiedSecondBid(1.0).clear(left);
                if (outcome.winner() > 0) {
                    served[outcome.winner() - 1] = true;
                }
                outcomes.add(outcome);
            }
            return outcomes;
        }
    },

    /** A factor that rises with the highest bid for the task before, whoever made it. */
    FACTOR_BY_NEIGHBOUR(
            VectorLaw.STRATEGY_PROOF, VectorLaw.NO_GAIN_FROM_IDENTITIES, VectorLaw.TASK_BY_TASK, VectorLaw.SCALE_FREE) {
        @Override
        public List<Outcome> clear(double[][] bids) {
            List<Outcome> outcomes = new ArrayList<>();
            for (int m = 0; m < bids.length; m++) {
                double before = m == 0 ? 0.0 : Arrays.stream(bids[m - 1]).max().orElse(0.0);
                outcomes.add(new ModifiedSecondBid(before >= 4.0 ? 1.0 : 2.0).clear(bids[m]));
            }
            return outcomes;
        }
    },

    /** A factor of one's own, by what the others bid for the task before: truthful, but an identity is one of the others. */
    FACTOR_BY_OTHERS(VectorLaw.NO_GAIN_FROM_IDENTITIES, VectorLaw.TASK_BY_TASK, VectorLaw.SCALE_FREE) {
        @Override
        public List<Outcome> clear(double[][] bids) {
            List<Outcome> outcomes = new ArrayList<>();
            for (int m = 0; m < bids.length; m++) {
                int n = Bids.highest(bids[m], bids[m].length);
                double before = m == 0 ? 0.0 : Bids.highestOfOthers(bids[m - 1], bids[m - 1].length, n);
                outcomes.add(new ModifiedSecondBid(before >= 4.0 ? 1.0 : 2.0).clear(bids[m]));
            }
            return outcomes;
        }
    },

    /** The last task is sold at the bid. */
    FIRST_PRICE_AT_LAST(VectorLaw.STRATEGY_PROOF) {
        @Override
        public List<Outcome> clear(double[][] bids) {
            List<Outcome> outcomes = secondPrice(bids);
            int last = bids.length - 1;
            Outcome outcome = outcomes.get(last);
            if (outcome.winner() > 0) {
                outcomes.set(
                        last,
                        new Outcome(outcome.groundStations(), outcome.winner(), bids[last][outcome.winner() - 1]));
            }
            return outcomes;
        }
    },

    /** Nothing is sold unless the prices of all tasks together reach an amount, which a loser's bids can bring about. */
    PACKAGE_RESERVE(
            VectorLaw.STRATEGY_PROOF, VectorLaw.NO_GAIN_FROM_IDENTITIES, VectorLaw.TASK_BY_TASK, VectorLaw.SCALE_FREE) {
        @Override
        public List<Outcome> clear(double[][] bids) {
            List<Outcome> outcomes = secondPrice(bids);
            double sum = 0.0;
            for (Outcome outcome : outcomes) {
                sum += outcome.winner() > 0 ? outcome.price() : 0.0;
            }
            if (sum < 3.0) {
                outcomes.replaceAll(outcome -> new Outcome(outcome.groundStations(), 0, 0.0));
            }
            return outcomes;
        }
    },

    /** Whoever wins a task pays the highest of all prices. */
    HIGHEST_PRICE(
            VectorLaw.INDIVIDUALLY_RATIONAL,
            VectorLaw.STRATEGY_PROOF,
            VectorLaw.NO_GAIN_FROM_IDENTITIES,
            VectorLaw.TASK_BY_TASK) {
        @Override
        public List<Outcome> clear(double[][] bids) {
            List<Outcome> outcomes = secondPrice(bids);
            double highest = 0.0;
            for (Outcome outcome : outcomes) {
                highest = Math.max(highest, outcome.winner() > 0 ? outcome.price() : 0.0);
            }
            double price = highest;
            outcomes.replaceAll(o -> o.winner() > 0 ? new Outcome(o.groundStations(), o.winner(), price) : o);
            return outcomes;
        }
    },

    /** The first bidder has the second task for nothing if it wins the first. */
    PRIVILEGE(
            VectorLaw.STRATEGY_PROOF, VectorLaw.NO_GAIN_FROM_IDENTITIES, VectorLaw.TASK_BY_TASK, VectorLaw.ANONYMOUS) {
        @Override
        public List<Outcome> clear(double[][] bids) {
            List<Outcome> outcomes = secondPrice(bids);
            if (bids.length > 1 && outcomes.get(0).winner() == 1) {
                outcomes.set(1, new Outcome(bids[1].length, 1, 0.0));
            }
            return outcomes;
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // not changed
    private final Set<VectorLaw> broken;

    VectorZoo(VectorLaw... broken) {
        this.broken = EnumSet.noneOf(VectorLaw.class);
        this.broken.addAll(List.of(broken));
    }

    boolean breaks(VectorLaw law) {
        return broken.contains(law);
    }

    private static List<Outcome> secondPrice(double[][] bids) {
        List<Outcome> outcomes = new ArrayList<>();
        for (double[] task : bids) {
            outcomes.add(new ModifiedSecondBid(1.0).clear(task));
        }
        return outcomes;
    }
}
