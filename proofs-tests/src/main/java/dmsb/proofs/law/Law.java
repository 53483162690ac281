package dmsb.proofs.law;

/**
 * A law of auctions for one task, sold to bidders 1 to N or left to bidder 0, the UAV.
 *
 * <p>psi(B), the critical bid, is the infimum of the bids with which a bidder wins against the bids B of the others.
 * Laws about psi are stated in terms of who wins. For a monotone auction this is equivalent and needs no limit: psi(B')
 * &lt; psi(B) iff some bid wins against B' and loses against B. So two sales that anybody can repeat suffice to break a
 * law.
 *
 * <p>All comparisons are exact, with one exception. Where a law compares the payments of two sales, amounts within
 * {@link #ULPS} ulps of the largest bid count as equal.
 */
public enum Law {
    /** Every legal profile of bids has one outcome, for as many bidders as have bid. */
    FEASIBLE(
            "feasible",
            "all legal bids are cleared: one server, a finite price, the same if asked again, bids untouched") {
        @Override
        public boolean isBrokenBy(Experiment experiment) {
            return false;
        }
    },

    /** The outcome depends on the bids alone, not on the bidders' names. So none of several tied bidders can win. */
    ANONYMOUS("anonymous", "permuting the bids permutes the outcome") {
        @Override
        public boolean isBrokenBy(Experiment e) {
            return e.change() instanceof Change.Swap
                    && (e.after().winner() != e.change().placeOf(e.before().winner(), e.bidder())
                            || differs(e, e.before().price(), e.after().price()));
        }
    },

    /** Raising the winning bid does not lose. */
    MONOTONE("monotone", "a winner that bids more still wins") {
        @Override
        public boolean isBrokenBy(Experiment e) {
            return e.change() instanceof Change.Rebid rebid
                    && rebid.bid() > e.value()
                    && e.winsBefore()
                    && !e.winsAfter();
        }
    },

    /** The price is the infimum of the winning bids. */
    CRITICAL_PAYMENT(
            "critical payment", "the winner pays psi: every bid above its payment wins, every bid below loses") {
        @Override
        public boolean isBrokenBy(Experiment e) {
            if (!(e.change() instanceof Change.Rebid rebid) || !e.winsBefore()) {
                return false;
            }
            double price = e.before().price();
            boolean wonBelow = rebid.bid() < price && e.winsAfter();
            boolean lostAbove = rebid.bid() > price && !e.winsAfter();
            return (wonBelow || lostAbove) && differs(e, rebid.bid(), price);
        }
    },

    /** Truthful bidding is a dominant strategy. */
    STRATEGY_PROOF("strategy-proof", "v x(v) - p(v) >= v x(b) - p(b) for every misreport b") {
        @Override
        public boolean isBrokenBy(Experiment e) {
            return e.change() instanceof Change.Rebid && e.gain() > tolerance(e);
        }
    },

    /** A truthful bidder never has a negative utility. */
    INDIVIDUALLY_RATIONAL("individually rational", "a truthful winner pays at most its value; losers pay nothing") {
        @Override
        public boolean isBrokenBy(Experiment e) {
            return e.winsBefore() && e.before().price() > e.value();
        }
    },

    /**
     * A bidder does not come to win by identities of its own: none of them wins with at most what loses alone. Stated by who
     * wins, it speaks of psi also where a winner pays something else; in money it is {@link #NO_GAIN_FROM_IDENTITIES}.
     */
    WINNER_FALSE_NAME_PROOF("winner false-name", "psi(B + S) >= psi(B) for every set S of extra identities") {
        @Override
        public boolean isBrokenBy(Experiment e) {
            return e.change() instanceof Change.FalseNames names
                    && names.bid() == e.value()
                    && !e.winsBefore()
                    && e.winsAfter()
                    && e.winningBidAfter() <= e.value();
        }
    },

    /** Losers cannot raise the winner's critical bid by identities that bid no more than the highest of them. */
    LOSER_FALSE_NAME_PROOF("loser false-name", "psi(B + S) <= psi(B) whenever max S <= max B") {
        @Override
        public boolean isBrokenBy(Experiment e) {
            return e.change() instanceof Change.Join join
                    && join.highest() <= e.highestOther()
                    && e.winsBefore()
                    && !e.winsAfter();
        }
    },

    /** No set of names earns its owner more than one name with the true value: its names' payments are all its own. */
    NO_GAIN_FROM_IDENTITIES(
            "no gain from identities", "v x(v) - p(v) >= v x(S) - p(S) for every set S of a bidder's own identities") {
        @Override
        public boolean isBrokenBy(Experiment e) {
            return e.change() instanceof Change.FalseNames && e.gain() > tolerance(e);
        }
    },

    /**
     * Only the highest of the others' bids decides, eq. (22). The law is broken if bidders join who bid no more than a
     * bidder's only rival, and this changes whether that bidder wins.
     */
    HIGHEST_BID_DECIDES("(22)", "psi({max B}) = psi(B)") {
        @Override
        public boolean isBrokenBy(Experiment e) {
            return e.change() instanceof Change.Join join
                    && e.before().groundStations() == 2
                    && join.highest() <= e.highestOther()
                    && e.winsBefore() != e.winsAfter();
        }
    },

    /** The critical bid is homogeneous of degree one: it does not depend on the unit of money. */
    HOMOGENEOUS("homogeneous", "psi(theta B) = theta psi(B) for every theta > 0") {
        @Override
        public boolean isBrokenBy(Experiment e) {
            return isScaled(e) && e.winsBefore() != e.winsAfter();
        }
    },

    /**
     * Freedom from adverse selection, for a mechanism that sees the bids and nothing else: a common value multiplies all bids
     * and does not move who wins.
     */
    SCALE_FREE("scale-free", "the UAV serves for bids b iff it serves for lambda b") {
        @Override
        public boolean isBrokenBy(Experiment e) {
            return isScaled(e) && e.before().uavServes() != e.after().uavServes();
        }
    },

    /**
     * Freedom from adverse selection, whatever the mechanism sees besides the bids. Statistical: {@link
     * Laws#checkIndependence}.
     */
    INDEPENDENT_OF_COMMON_VALUE("independent of C", "who wins is independent of the common value C") {
        @Override
        public boolean isBrokenBy(Experiment experiment) {
            return false;
        }
    };

    /** Amounts this many ulps of the largest bid apart count as equal: a few roundings of a price that is computed in doubles. */
    public static final int ULPS = 4;

    private final String title;
    private final String statement;

    Law(String title, String statement) {
        this.title = title;
        this.statement = statement;
    }

    /**
     * The law's name in tables.
     *
     * @return for example {@code strategy-proof}
     */
    public String title() {
        return title;
    }

    /**
     * The law.
     *
     * @return one line
     */
    public String statement() {
        return statement;
    }

    /**
     * Whether an experiment breaks this law. {@link #FEASIBLE} and {@link #INDEPENDENT_OF_COMMON_VALUE} are not broken by
     * experiments, but by {@link Counterexample}s of other kinds.
     *
     * @param experiment two sales
     * @return true iff they contradict the law
     */
    public abstract boolean isBrokenBy(Experiment experiment);

    /**
     * Whether the law compares auctions with different numbers of bidders.
     *
     * @return true for the false-name laws and eq. (22)
     */
    public boolean needsNewIdentities() {
        return switch (this) {
            case WINNER_FALSE_NAME_PROOF, LOSER_FALSE_NAME_PROOF, NO_GAIN_FROM_IDENTITIES, HIGHEST_BID_DECIDES -> true;
            default -> false;
        };
    }

    private static boolean differs(Experiment e, double a, double b) {
        return a != b && !(Math.abs(a - b) <= tolerance(e));
    }

    /** What roundings may amount to: ulps of the largest amount from which the auction can have computed. */
    private static double tolerance(Experiment e) {
        double largest = 0.0;
        for (double bid : e.bids()) {
            largest = Math.max(largest, bid);
        }
        for (double bid : e.bidsAfter()) {
            largest = Math.max(largest, bid);
        }
        return ULPS * Math.ulp(largest);
    }

    /** Only where the scaled bids are what was meant: a rounded product is another bid. */
    private static boolean isScaled(Experiment e) {
        return e.change() instanceof Change.Scale scale && scale.isExactOn(e.bids());
    }
}
