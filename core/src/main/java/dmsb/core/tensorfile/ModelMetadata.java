package dmsb.core.tensorfile;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The metadata of a model's file, read key by key. The keys, and the treatment of other versions, are described in
 * docs/model-format.md. A reader asks only for the keys that it needs. So a file with additional keys of a later
 * version is read as before.
 *
 * <p>Every reader of a part of a model starts here. Two modules that do not know each other read the policy's networks
 * and the market's shape. Immutable.
 */
public final class ModelMetadata {
    /** The key of the format. */
    public static final String FORMAT_KEY = "format";

    /** The key of the model's id. */
    public static final String ID_KEY = "id";

    /** The key of the agent that was trained. */
    public static final String AGENT_KEY = "agent";

    /** The key of the length of an observation. */
    public static final String OBSERVATIONS_KEY = "observations";

    /** The key of the observation of the user's own that is observed; only where there is one. */
    public static final String OBSERVATION_CLASS_KEY = "observationClass";

    /** The key of the length of one element's observation, of a policy for sets. */
    public static final String OWN_OBSERVATIONS_KEY = "ownObservations";

    /** The key of the length of the observation that the elements of a set share. */
    public static final String SHARED_OBSERVATIONS_KEY = "sharedObservations";

    /** The key of the number of actions. */
    public static final String ACTIONS_KEY = "actions";

    /** The key of the surplus that rewards were divided by. */
    public static final String REWARD_SCALE_KEY = "rewardScale";

    /** The prefix of the keys of the scenario that was trained on. */
    public static final String SCENARIO_PREFIX = "scenario.";

    /** The prefix of the keys of the learner's settings. */
    public static final String LEARNER_PREFIX = "learner.";

    /** The prefix of the keys that tell how the training was done. */
    public static final String TRAINING_PREFIX = "training.";

    private static final String FORMAT_NAME = "dmsb-model-";
    private static final int FORMAT_VERSION = 3;

    /** The format that this code writes. */
    public static final String FORMAT = FORMAT_NAME + FORMAT_VERSION;

    private final Map<String, String> entries;

    private ModelMetadata(Map<String, String> entries) {
        this.entries = entries;
    }

    /**
     * A model's file: what is given, with format and id.
     *
     * @param tensors the tensors by name
     * @param entries the metadata by key, without format and id
     * @return the file
     */
    public static TensorFile file(Map<String, Tensor> tensors, Map<String, String> entries) {
        Map<String, String> metadata = new TreeMap<>(entries);
        metadata.put(FORMAT_KEY, FORMAT);
        metadata.remove(ID_KEY);
        metadata.put(ID_KEY, hash(new TensorFile(tensors, metadata)));
        return new TensorFile(tensors, metadata);
    }

    private static String hash(TensorFile withoutId) {
        return Sha256.hex(withoutId.toBytes());
    }

    /**
     * The metadata of a model's file.
     *
     * @param file the file
     * @return its metadata
     * @throws IllegalArgumentException if it is no model, or a model of a newer format or of one that is read no more, or
     *     its content is not what its id says
     */
    public static ModelMetadata of(TensorFile file) {
        ModelMetadata metadata = new ModelMetadata(Map.copyOf(file.metadata()));
        String format = file.metadata().getOrDefault(FORMAT_KEY, "nothing");
        if (!format.equals(FORMAT)) {
            throw refusal(FORMAT_KEY, FORMAT, format + explanation(format));
        }
        Map<String, String> others = new TreeMap<>(file.metadata());
        others.remove(ID_KEY);
        String id = hash(new TensorFile(file.tensors(), others));
        if (!id.equals(metadata.id())) {
            throw refusal(ID_KEY, id + ", the hash of the model's content", metadata.id() + "; the file was changed");
        }
        return metadata;
    }

    /**
     * The model's id: the SHA-256 of its file as it would be without the id.
     *
     * @return 64 hexadecimal digits
     */
    public String id() {
        return text(ID_KEY);
    }

    /**
     * How the training was done.
     *
     * @return the notes by key, without {@link #TRAINING_PREFIX}
     */
    public Map<String, String> training() {
        Map<String, String> notes = new TreeMap<>();
        entries.forEach((key, value) -> {
            if (key.startsWith(TRAINING_PREFIX)) {
                notes.put(key.substring(TRAINING_PREFIX.length()), value);
            }
        });
        return notes;
    }

    private static String explanation(String format) {
        if (!format.matches(FORMAT_NAME + "[0-9]{1,9}")) {
            return "";
        }
        int version = Integer.parseInt(format.substring(FORMAT_NAME.length()));
        return version > FORMAT_VERSION
                ? ", which is newer than this code: a newer version of dmsb reads it"
                : ", which this code reads no more: train the model again";
    }

    /**
     * The agent that was trained.
     *
     * @return for example {@code d2sac}
     * @throws IllegalArgumentException if the key is missing
     */
    public String agent() {
        return text(AGENT_KEY);
    }

    /**
     * Whether there is an entry.
     *
     * @param key the key
     * @return true if there is one
     */
    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /**
     * A text.
     *
     * @param key the key
     * @return the text
     * @throws IllegalArgumentException if the key is missing
     */
    public String text(String key) {
        String value = entries.get(key);
        if (value == null) {
            throw refusal(key, "an entry", "none");
        }
        return value;
    }

    /**
     * A whole number.
     *
     * @param key the key
     * @return the number
     * @throws IllegalArgumentException if the key is missing or holds something else
     */
    public int wholeNumber(String key) {
        String value = text(key);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw refusal(key, "a whole number", value);
        }
    }

    /**
     * A finite number.
     *
     * @param key the key
     * @return the number
     * @throws IllegalArgumentException if the key is missing or holds something else
     */
    public double number(String key) {
        String value = text(key);
        OptionalDouble number = finite(value);
        if (number.isEmpty()) {
            throw refusal(key, "a finite number", value);
        }
        return number.getAsDouble();
    }

    private static OptionalDouble finite(String text) {
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /**
     * Refuses the value of a key.
     *
     * @param key the key
     * @param expected what was expected
     * @param got what came
     * @return the exception to throw
     */
    public static IllegalArgumentException refusal(String key, String expected, String got) {
        return new IllegalArgumentException(
                "model key '" + Excerpt.of(key) + "': expected " + expected + ", got " + Excerpt.of(got));
    }

    @Override
    public String toString() {
        return Arrays.toString(entries.keySet().stream().sorted().toArray());
    }
}
