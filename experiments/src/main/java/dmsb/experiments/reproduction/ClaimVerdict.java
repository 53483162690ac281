package dmsb.experiments.reproduction;

import dmsb.experiments.report.Cell;
import dmsb.experiments.statistics.Interval;

/** What the runs say of a claim, the best first. */
enum ClaimVerdict {
    /** The claim holds, its size included where it has one. */
    REPRODUCED("reproduced", Cell.Mark.HOLDS),
    /** The direction holds and the size, or some step of it, does not. */
    IN_PART("in part", Cell.Mark.PARTLY),
    /** The interval holds both answers. */
    UNDECIDED("not decided", Cell.Mark.NONE),
    /** The runs that could tell are not there. */
    NO_DATA("no runs", Cell.Mark.NONE),
    /** The opposite holds. */
    NOT_REPRODUCED("not reproduced", Cell.Mark.FAILS);

    /** How far a ratio may be from the claimed one and count as the same, if its interval does not hold that one anyway. */
    private static final double MARGIN = 0.05;

    /** What is still a slight fall. */
    private static final double SLIGHT = 0.8;

    /** How far what remains stable may move. */
    private static final double STABLE = 0.1;

    private final String text;
    private final Cell.Mark sign;

    ClaimVerdict(String text, Cell.Mark sign) {
        this.text = text;
        this.sign = sign;
    }

    Cell cell() {
        return new Cell(text, "", sign);
    }

    /** Whether a ratio is above one, and the one that was claimed. */
    static ClaimVerdict ofRatio(Interval measured, double claimed) {
        ClaimVerdict above = above(measured, 1);
        boolean same = Math.abs(measured.estimate() - claimed) <= MARGIN
                || (measured.low() <= claimed && claimed <= measured.high());
        return above == REPRODUCED && !same ? IN_PART : above;
    }

    /** Whether a quantity is above a threshold. */
    static ClaimVerdict above(Interval measured, double threshold) {
        if (measured.low() > threshold) {
            return REPRODUCED;
        }
        return measured.high() < threshold ? NOT_REPRODUCED : UNDECIDED;
    }

    /** Whether a quantity is below a threshold. */
    static ClaimVerdict below(Interval measured, double threshold) {
        if (measured.high() < threshold) {
            return REPRODUCED;
        }
        return measured.low() > threshold ? NOT_REPRODUCED : UNDECIDED;
    }

    /** Whether the ratio of last to first is a fall, and a slight one. */
    static ClaimVerdict slightFall(Interval lastToFirst) {
        ClaimVerdict falls = below(lastToFirst, 1);
        return falls == REPRODUCED && lastToFirst.estimate() < SLIGHT ? IN_PART : falls;
    }

    /** Whether the ratio of last to first is one, but for a tenth. */
    static ClaimVerdict stable(Interval lastToFirst) {
        if (lastToFirst.low() > 1 - STABLE && lastToFirst.high() < 1 + STABLE) {
            return REPRODUCED;
        }
        return lastToFirst.low() > 1 + STABLE || lastToFirst.high() < 1 - STABLE ? NOT_REPRODUCED : UNDECIDED;
    }

    /** The verdict on a sentence that has to hold in several cases: the worse one. */
    ClaimVerdict and(ClaimVerdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
