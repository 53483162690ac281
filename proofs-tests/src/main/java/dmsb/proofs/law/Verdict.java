package dmsb.proofs.law;

/** What the examination of a law found. */
public sealed interface Verdict {
    /**
     * The law that was examined.
     *
     * @return the law
     */
    Law law();

    /**
     * No counterexample was found.
     *
     * @param law the law that was examined
     * @param evidence where one was looked for
     */
    record Holds(Law law, Evidence evidence) implements Verdict {
        @Override
        public String toString() {
            return law.title() + " holds " + evidence;
        }
    }

    /**
     * The law does not hold.
     *
     * @param law the law that was examined
     * @param counterexample the simplest one found
     */
    record Fails(Law law, Counterexample counterexample) implements Verdict {
        @Override
        public String toString() {
            return law.title() + " fails: " + counterexample;
        }
    }

    /**
     * Nothing is known: the auction refused every experiment by an exception.
     *
     * @param law the law that was examined
     * @param refused how many experiments the auction refused
     * @param reason the first exception that it threw, in words; empty if no experiment concerned the law
     */
    record Unknown(Law law, long refused, String reason) implements Verdict {
        @Override
        public String toString() {
            return law.title() + " is unknown: "
                    + (reason.isEmpty()
                            ? "no experiment concerned it"
                            : "the auction refused all " + refused + " experiments, the first by " + reason);
        }
    }

    /**
     * Whether the law was examined and no counterexample was found.
     *
     * @return true for {@link Holds}
     */
    default boolean holds() {
        return this instanceof Holds;
    }
}
