package dmsb.experiments.config;

import dmsb.core.tensorfile.Excerpt;

/**
 * Says in one line what is wrong with what the user gave: which key, what was expected, what came. Whatever of a file stands
 * in it, the message is one line of bounded length without control characters, as {@link Excerpt} makes it.
 */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 2_000;

    /**
     * A complaint.
     *
     * @param message one line: the key, what was expected, what came
     */
    public UsageException(String message) {
        super(Excerpt.of(message, LONGEST));
    }

    /**
     * A complaint with its cause.
     *
     * @param message one line: the key, what was expected, what came
     * @param cause what brought it up
     */
    public UsageException(String message, Throwable cause) {
        super(Excerpt.of(message, LONGEST), cause);
    }
}
