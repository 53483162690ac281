package dmsb.experiments.reproduction;

/**
 * A claim beside what was measured.
 *
 * @param claim the sentence
 * @param paper what the paper, or the goal, says
 * @param rounds after how many rounds of training, blank where no learner is compared with another
 * @param measured what was measured
 * @param verdict what follows
 * @param why the reason, as far as the runs show it
 */
record Claim(String claim, String paper, String rounds, String measured, ClaimVerdict verdict, String why) {
    static Claim noData(String claim, String paper, String needed) {
        return new Claim(claim, paper, "", "\u2013", ClaimVerdict.NO_DATA, "needs " + needed);
    }
}
