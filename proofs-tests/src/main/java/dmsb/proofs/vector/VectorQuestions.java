package dmsb.proofs.vector;

import java.util.List;

/** The questions that a law asks about one market. */
final class VectorQuestions {
    private static final double[] NONE = {};
    private static final int[] POWERS = {1, -1, 3};

    private VectorQuestions() {}

    /** Lists of bids for all tasks: what a bidder tries. */
    interface Tries {
        /** What a bidder may bid instead of its values. */
        List<double[]> misreports(double[][] values, int bidder);

        /** What an extra identity may bid. */
        List<double[]> identities(double[][] values);
    }

    /** Asks all that the law has to ask about the market. */
    static void ask(VectorTrials trials, VectorLaw law, double[][] values, Tries tries) {
        int bidders = values[0].length;
        switch (law) {
            case SCALE_FREE -> {
                for (int power : POWERS) {
                    trials.ask(new VectorCase(law, values, 0, power, NONE));
                }
            }
            case NO_GAIN_FROM_IDENTITIES -> {
                for (double[] own : tries.identities(values)) {
                    for (int place = 1; place <= bidders + 1; place++) {
                        for (int bidder = 1; bidder <= bidders; bidder++) {
                            trials.ask(new VectorCase(law, values, bidder, place, own));
                        }
                    }
                }
            }
            case ANONYMOUS -> {
                if (!hasTies(values)) {
                    for (int bidder = 1; bidder <= bidders; bidder++) {
                        for (int partner = bidder + 1; partner <= bidders; partner++) {
                            trials.ask(new VectorCase(law, values, bidder, partner, NONE));
                        }
                    }
                }
            }
            case INDIVIDUALLY_RATIONAL, STRATEGY_PROOF, TASK_BY_TASK -> {
                for (int bidder = 1; bidder <= bidders; bidder++) {
                    askOf(trials, law, values, bidder, tries);
                }
            }
        }
    }

    /** Asks all that the law has to ask about one bidder of the market, by itself. */
    static void askOf(VectorTrials trials, VectorLaw law, double[][] values, int bidder, Tries tries) {
        if (law == VectorLaw.INDIVIDUALLY_RATIONAL) {
            trials.ask(new VectorCase(law, values, bidder, 0, NONE));
            return;
        }
        for (double[] own : tries.misreports(values, bidder)) {
            if (law == VectorLaw.STRATEGY_PROOF || leavesOne(values, bidder, own)) {
                trials.ask(new VectorCase(law, values, bidder, 0, own));
            }
        }
    }

    /** Whether some bids are changed and some are not: else the question has no answer. */
    private static boolean leavesOne(double[][] values, int bidder, double[] own) {
        int changed = 0;
        for (int m = 0; m < own.length; m++) {
            changed += own[m] != values[m][bidder - 1] ? 1 : 0;
        }
        return changed > 0 && changed < own.length;
    }

    private static boolean hasTies(double[][] values) {
        for (double[] bids : values) {
            for (int n = 0; n < bids.length; n++) {
                for (int k = 0; k < n; k++) {
                    if (bids[n] == bids[k]) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
