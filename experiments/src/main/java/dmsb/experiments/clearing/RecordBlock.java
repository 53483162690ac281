package dmsb.experiments.clearing;

import dmsb.experiments.log.BadRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the input that consists of whole records, and what became of it. Reused, so that memory stays what it is.
 */
final class RecordBlock {
    /** The most bad rows that are described; all are counted. */
    static final int DESCRIBED = 20;

    final byte[] input;
    int length;

    /** The line of the input on which the block begins, from 1. */
    long firstLine;

    /** Whether the first record is the header. */
    boolean hasHeader;

    final Output output = new Output();
    final List<BadRow> badRows = new ArrayList<>();
    long badRowCount;

    /** Why the clearing ends here even where bad rows are skipped, null if it does not. */
    @Nullable
    BadRow refusal;

    long groundRows;
    long uavRows;
    double groundPayments;

    RecordBlock(int capacity) {
        input = new byte[capacity];
    }

    /** Forgets what became of the block before. */
    void clearResults() {
        output.clear();
        badRows.clear();
        badRowCount = 0;
        refusal = null;
        groundRows = 0;
        uavRows = 0;
        groundPayments = 0.0;
    }

    void addBadRow(long line, String complaint) {
        badRowCount++;
        if (badRows.size() < DESCRIBED) {
            badRows.add(new BadRow(line, complaint));
        }
    }

    /** Ends the clearing here: what came cannot be skipped as a row. */
    void refuse(long line, String complaint) {
        refusal = new BadRow(line, complaint);
    }

    void count(int winner, double price) {
        if (winner == 0) {
            uavRows++;
        } else {
            groundRows++;
            groundPayments += price;
        }
    }
}
