package dmsb.experiments.report;

import java.util.List;

/**
 * Blocks that a reader unfolds when they want them. What is folded is not printed.
 *
 * @param summary what is seen while they are folded
 * @param blocks what is unfolded, in order
 */
public record Fold(String summary, List<Block> blocks) implements Block {
    /**
     * Copies the blocks.
     *
     * @param summary what is seen while they are folded
     * @param blocks what is unfolded, in order
     */
    public Fold {
        blocks = List.copyOf(blocks);
    }
}
