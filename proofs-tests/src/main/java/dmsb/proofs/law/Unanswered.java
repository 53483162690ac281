package dmsb.proofs.law;

import org.jspecify.annotations.Nullable;

/**
 * A stranger's auction, rule or market has no answer to a question. It has no stack trace of its own: that of its cause says where
 * it failed, and a search meets thousands.
 */
public abstract class Unanswered extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * No answer.
     *
     * @param reason why, in words
     * @param cause what was thrown; null if nothing was
     */
    protected Unanswered(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }

    @Override
    public final Throwable fillInStackTrace() {
        return this;
    }
}
