package dmsb.experiments.dense;

import dmsb.nn.agent.Feedback;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.Objective;
import dmsb.nn.agent.PpoConfig;
import dmsb.nn.agent.SetActorConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A learned rule for slots of several tasks, by its name: what it changes in the settings of a set actor. */
public enum DenseMethod {
    /** A softmax for every task, independent given what is observed. */
    SOFTMAX,
    /** The reverse chain, eq. (17), for every task. */
    DIFFUSION,
    /** A softmax for one task after the other, which sees the actions before it. */
    AUTOREGRESSIVE,
    /** A softmax for every task, by proximal policy optimisation with executed feedback. */
    PPO,
    /** One continuous factor a task, rounded to the grid, which climbs critics with executed feedback. */
    DETERMINISTIC;

    /** As many as the agent of one task makes. */
    private static final int LEAST_EPOCHS = PpoConfig.EPOCHS.standard();

    /**
     * The names of all methods.
     *
     * @return the names, in order
     */
    public static List<String> names() {
        return Arrays.stream(values()).map(DenseMethod::toString).toList();
    }

    /**
     * The method of a name.
     *
     * @param name the name
     * @return the method; nothing if there is none
     */
    public static Optional<DenseMethod> of(String name) {
        return Arrays.stream(values())
                .filter(method -> method.toString().equals(name))
                .findFirst();
    }

    /**
     * The settings of this method.
     *
     * @param others where its other settings come from
     * @return the settings
     */
    public SetActorConfig settings(SetActorConfig others) {
        return switch (this) {
            case SOFTMAX -> others.with(SetActorConfig.HEAD, SetActorConfig.Head.SOFTMAX);
            case DIFFUSION -> others.with(SetActorConfig.HEAD, SetActorConfig.Head.DIFFUSION);
            case AUTOREGRESSIVE -> others.with(SetActorConfig.HEAD, SetActorConfig.Head.AUTOREGRESSIVE);
            case DETERMINISTIC ->
                others.with(LearnerConfig.OBJECTIVE, Objective.CRITICS)
                        .with(SetActorConfig.HEAD, SetActorConfig.Head.DETERMINISTIC)
                        .with(LearnerConfig.FEEDBACK, Feedback.EXECUTED)
                        .with(LearnerConfig.ENTROPY, 0.0)
                        .with(PpoConfig.EPOCHS, Math.max(others.get(PpoConfig.EPOCHS), LEAST_EPOCHS));
            case PPO ->
                SOFTMAX.settings(others)
                        .with(LearnerConfig.FEEDBACK, Feedback.EXECUTED)
                        .with(PpoConfig.EPOCHS, Math.max(others.get(PpoConfig.EPOCHS), LEAST_EPOCHS));
        };
    }

    /** {@return the name on the command line} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
