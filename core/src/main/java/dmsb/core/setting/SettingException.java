package dmsb.core.setting;

/** Thrown when the value of a setting is not allowed. The message names the key, what was expected and what came. */
public final class SettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String complaint;

    /**
     * A refusal.
     *
     * @param key the key's name
     * @param complaint what was expected, and what came
     */
    public SettingException(String key, String complaint) {
        super(key + ": " + complaint);
        this.key = key;
        this.complaint = complaint;
    }

    private SettingException(String where, SettingException cause) {
        super(where + ": " + cause.complaint, cause);
        this.key = cause.key;
        this.complaint = cause.complaint;
    }

    /**
     * The same refusal, told with the place where the value stands.
     *
     * @param before what stands before the key's name, for example {@code learner key '}
     * @param after what stands behind it
     * @return the refusal
     */
    SettingException at(String before, String after) {
        return new SettingException(before + key + after, this);
    }
}
