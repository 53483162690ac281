package dmsb.experiments.config;

/** Says in one line what is wrong with what the user gave: which key, what was expected, what came. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A complaint.
     *
     * @param message one line: the key, what was expected, what came
     */
    public UsageException(String message) {
        super(message);
    }

    /**
     * A complaint with its cause.
     *
     * @param message one line: the key, what was expected, what came
     * @param cause what brought it up
     */
    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
