package dmsb.experiments.run;

/** Says in one line why a run cannot go on, and what of it is left. */
public final class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
