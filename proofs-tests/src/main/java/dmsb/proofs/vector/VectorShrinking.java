package dmsb.proofs.vector;

import dmsb.proofs.law.Amounts;
import dmsb.proofs.law.SimplerNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Simplifies a counterexample, one bidder, one task or one number at a time, as long as it remains one. It prefers fewer numbers,
 * then fewer untruthful bids, then simpler numbers.
 */
final class VectorShrinking {
    private static final double NUMBER = 1000.0;
    private static final double LIE = 100.0;

    private final VectorTrials trials;
    private VectorCounterexample simplest;

    private VectorShrinking(VectorTrials trials, VectorCounterexample found) {
        this.trials = trials;
        this.simplest = found;
    }

    static VectorCounterexample shrink(VectorTrials trials, VectorCounterexample found) {
        VectorShrinking shrinking = new VectorShrinking(trials, found);
        boolean simpler = true;
        while (simpler) {
            simpler = shrinking.dropBidder()
                    || shrinking.dropTask()
                    || shrinking.tellTheTruth()
                    || shrinking.simplifyValues()
                    || shrinking.simplifyBids()
                    || shrinking.simplifyPartner();
        }
        return shrinking.simplest;
    }

    /** What it costs a reader. */
    static double cost(VectorCounterexample found) {
        VectorCase question = found.question();
        double cost = NUMBER * question.tasks() * question.bidders() - 1e-3 * Math.min(1.0, found.gain());
        for (int m = 0; m < question.tasks(); m++) {
            for (double value : question.values()[m]) {
                cost += SimplerNumbers.cost(value);
            }
            if (question.own().length > 0 && question.own()[m] != truth(question, m)) {
                cost += LIE + SimplerNumbers.cost(question.own()[m]);
            }
        }
        return cost + 1e-2 * question.bidder() + 1e-3 * Math.abs(question.partner());
    }

    /** What it bids for a task if it does nothing: its value; no bid of an identity. */
    private static double truth(VectorCase question, int task) {
        return question.law() == VectorLaw.NO_GAIN_FROM_IDENTITIES
                ? 0.0
                : question.values()[task][question.bidder() - 1];
    }

    private boolean dropBidder() {
        VectorCase question = simplest.question();
        for (int leave = question.bidders(); leave >= 1 && question.bidders() > 1; leave--) {
            boolean needed = leave == question.bidder()
                    || (question.law() == VectorLaw.ANONYMOUS && leave == question.partner());
            if (!needed) {
                double[][] fewer = new double[question.tasks()][];
                for (int m = 0; m < fewer.length; m++) {
                    fewer[m] = Amounts.without(question.values()[m], leave - 1);
                }
                boolean isNumber =
                        question.law() == VectorLaw.ANONYMOUS || question.law() == VectorLaw.NO_GAIN_FROM_IDENTITIES;
                int partner = question.partner() - (isNumber && question.partner() > leave ? 1 : 0);
                int bidder = question.bidder() - (question.bidder() > leave ? 1 : 0);
                if (accept(new VectorCase(question.law(), fewer, bidder, partner, question.own()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean dropTask() {
        VectorCase question = simplest.question();
        for (int leave = 0; leave < question.tasks() && question.tasks() > 1; leave++) {
            double[][] fewer = new double[question.tasks() - 1][];
            for (int m = 0; m < fewer.length; m++) {
                fewer[m] = question.values()[m < leave ? m : m + 1];
            }
            double[] own = question.own().length == 0 ? question.own() : Amounts.without(question.own(), leave);
            if (accept(new VectorCase(question.law(), fewer, question.bidder(), question.partner(), own))) {
                return true;
            }
        }
        return false;
    }

    private boolean tellTheTruth() {
        VectorCase question = simplest.question();
        for (int m = 0; m < question.own().length; m++) {
            if (question.own()[m] != truth(question, m) && acceptOwn(m, truth(question, m))) {
                return true;
            }
        }
        return false;
    }

    private boolean simplifyBids() {
        VectorCase question = simplest.question();
        for (int m = 0; m < question.own().length; m++) {
            int task = m;
            if (question.own()[m] != truth(question, m)
                    && SimplerNumbers.offer(question.own()[m], x -> acceptOwn(task, x))) {
                return true;
            }
        }
        return false;
    }

    private boolean simplifyValues() {
        VectorCase question = simplest.question();
        for (int m = 0; m < question.tasks(); m++) {
            for (int n = 0; n < question.bidders(); n++) {
                int task = m;
                int index = n;
                if (SimplerNumbers.offer(question.values()[m][n], x -> acceptValue(task, index, x))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean simplifyPartner() {
        VectorCase question = simplest.question();
        if (question.law() != VectorLaw.SCALE_FREE || question.partner() == 1) {
            return false;
        }
        return accept(new VectorCase(question.law(), question.values(), question.bidder(), 1, question.own()));
    }

    private boolean acceptOwn(int task, double bid) {
        VectorCase question = simplest.question();
        double[] own = question.own().clone();
        own[task] = bid;
        return accept(new VectorCase(question.law(), question.values(), question.bidder(), question.partner(), own));
    }

    /** A truthful bid remains one. */
    private boolean acceptValue(int task, int index, double value) {
        VectorCase question = simplest.question();
        double[][] values = Amounts.copy(question.values());
        double[] own = question.own().clone();
        if (own.length > 0 && own[task] == truth(question, task) && index == question.bidder() - 1) {
            own[task] = question.law() == VectorLaw.NO_GAIN_FROM_IDENTITIES ? 0.0 : value;
        }
        values[task][index] = value;
        return accept(new VectorCase(question.law(), values, question.bidder(), question.partner(), own));
    }

    private boolean accept(VectorCase question) {
        @Nullable VectorCounterexample found = trials.counterexample(question);
        if (found == null || cost(found) >= cost(simplest)) {
            return false;
        }
        simplest = found;
        return true;
    }
}
