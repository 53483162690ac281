package dmsb.experiments.sweep;

import dmsb.experiments.config.UsageException;
import java.util.Collection;
import java.util.List;

/** The run that a user names by its key, or by the first digits of it. */
public final class RunKey {
    private RunKey() {}

    /**
     * The one key that begins with what was given.
     *
     * @param option the option that it was given with, for the complaint
     * @param given the key, or its first digits
     * @param keys the keys that it may be
     * @param kind what these keys are of, such as {@code run of the study}
     * @return the whole key
     * @throws UsageException if none or several of the keys begin so
     */
    public static String of(String option, String given, Collection<String> keys, String kind) {
        List<String> found =
                keys.stream().filter(key -> key.startsWith(given)).distinct().toList();
        if (found.size() != 1) {
            throw new UsageException(option + ": expected the key of one " + kind + ", got " + given + ", which "
                    + (found.isEmpty() ? "none has" : found.size() + " begin with"));
        }
        return found.get(0);
    }
}
