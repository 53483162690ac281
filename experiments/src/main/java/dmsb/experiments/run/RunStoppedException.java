package dmsb.experiments.run;

/** Says that a run ended before its end because it was asked to. */
public final class RunStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunStoppedException(String message) {
        super(message);
    }
}
