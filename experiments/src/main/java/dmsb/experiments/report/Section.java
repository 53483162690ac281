package dmsb.experiments.report;

import java.util.List;

/**
 * A section of a report.
 *
 * @param heading what it is about
 * @param blocks what it is made of, in order
 */
public record Section(String heading, List<Block> blocks) {
    /**
     * Copies the blocks.
     *
     * @param heading what it is about
     * @param blocks what it is made of, in order
     */
    public Section {
        blocks = List.copyOf(blocks);
    }
}
