package dmsb.experiments.extension;

import dmsb.auction.environment.Reward;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.TownSettings;
import dmsb.auction.market.radio.Channel;
import dmsb.auction.rule.ScalingRule;
import dmsb.auction.rule.observation.Observation;
import dmsb.core.setting.Named;
import dmsb.core.setting.Schema;
import dmsb.core.setting.Setting;
import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.config.Learners;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.nn.agent.LearnerConfig;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules, agents, rewards, observations and channel models of the class path that the user gave with {@code --classpath}. A
 * class is called {@code class=NAME}; in the record of a run it is {@code class=NAME#HASH}, where HASH is that of the whole class
 * path, so that a changed class is another run. Immutable.
 *
 * <p>A name comes from the command line, from a study that the user runs, or from the record of a run that is executed again. A
 * model's file or a scenario's may name a class too; then the user has to say the name again with {@code --class}.
 */
public final class OwnClasses {
    /** What the name of a class of one's own begins with. */
    public static final String PREFIX = "class=";

    private static final char HASH_MARK = '#';

    /** No class path: no name is looked up. */
    public static final OwnClasses NONE = new OwnClasses(List.of(), Set.of(), "", OwnClasses.class.getClassLoader());

    private final List<Path> entries;
    private final Set<String> named;
    private final String hash;
    private final ClassLoader loader;

    private OwnClasses(List<Path> entries, Set<String> named, String hash, ClassLoader loader) {
        this.entries = List.copyOf(entries);
        this.named = Set.copyOf(named);
        this.hash = hash;
        this.loader = loader;
    }

    /**
     * The classes of a class path.
     *
     * @param classpath jars and folders, separated as on the command line of {@code java}; empty for none
     * @return its classes
     * @throws UsageException if one of them cannot be read
     */
    public static OwnClasses of(String classpath) {
        return of(classpath, List.of());
    }

    /**
     * The same with the names that models and scenarios in files may use.
     *
     * @param classpath jars and folders, separated as on the command line of {@code java}; empty for none
     * @param named the names of classes, with or without {@link #PREFIX}
     * @return its classes
     * @throws UsageException if one of them cannot be read, or classes are named and there is no class path
     */
    public static OwnClasses of(String classpath, List<String> named) {
        if (classpath.isEmpty()) {
            if (!named.isEmpty()) {
                throw new UsageException(
                        "--class: expected together with --classpath only, got " + Excerpt.of(named.get(0)));
            }
            return NONE;
        }
        List<Path> entries = new ArrayList<>();
        List<URL> addresses = new ArrayList<>();
        try {
            for (String entry : classpath.split(File.pathSeparator, -1)) {
                Path path = Path.of(entry);
                if (entry.isEmpty() || !Files.isReadable(path)) {
                    throw new UsageException(
                            "--classpath: expected jars and folders that can be read, got '" + entry + "'");
                }
                entries.add(path);
                addresses.add(path.toUri().toURL());
            }
            return new OwnClasses(
                    entries,
                    Set.copyOf(named.stream().map(OwnClasses::className).toList()),
                    ClassPathHash.of(entries),
                    new URLClassLoader(
                            OwnFailure.LOADER, addresses.toArray(new URL[0]), OwnClasses.class.getClassLoader()));
        } catch (IOException e) {
            throw new UsageException(
                    "--classpath: expected jars and folders that can be read, got " + e.getMessage(), e);
        }
    }

    /** The name of the class alone. */
    private static String className(String name) {
        String plain = isOne(name) ? name.substring(PREFIX.length()) : name;
        int mark = plain.indexOf(HASH_MARK);
        return mark < 0 ? plain : plain.substring(0, mark);
    }

    /**
     * Whether there is no class path.
     *
     * @return true if {@code --classpath} was not given
     */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * Whether a name is that of a class of one's own.
     *
     * @param name the name
     * @return true if it begins with {@link #PREFIX}
     */
    public static boolean isOne(String name) {
        return name.startsWith(PREFIX);
    }

    /**
     * A name as the record of a run has it.
     *
     * @param name a name, of one of these or any other
     * @return the name with the hash of the class path; any other name as it is, and every name if there is no class path
     */
    public String identified(String name) {
        return isOne(name) && name.indexOf(HASH_MARK) < 0 && !isEmpty() ? name + HASH_MARK + hash : name;
    }

    /**
     * A name that stands in a file, and that the user has said again.
     *
     * @param key the key of the file under which it stands
     * @param name the name
     * @return the name
     * @throws UsageException if the user has not said it
     */
    public String allowed(String key, String name) {
        if (!isOne(name) || named.contains(className(name))) {
            return name;
        }
        throw new UsageException(key + ": expected --classpath and --class " + Excerpt.of(className(name))
                + ", as a file by itself makes no class run, got "
                + (isEmpty() ? "no class path" : named.isEmpty() ? "no --class" : "--class " + named));
    }

    /**
     * What is said where one of these classes has failed.
     *
     * @param thrown what was thrown
     * @return the class, what it threw and where, such as {@code rule class my.Boom: java.lang.ArithmeticException: / by zero at
     *     my.Boom.rho(Boom.java:12)}; empty if none of these classes was at work
     */
    public Optional<String> failure(Throwable thrown) {
        return isEmpty() ? Optional.empty() : OwnFailure.describe(this::kind, thrown);
    }

    /** The kind of a class that was loaded; empty for one that only helps, is of another class path, or has no name. */
    private Optional<OwnKind<?>> kind(String className) {
        try {
            return OwnKind.of(loader.loadClass(className));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    /**
     * A new rule.
     *
     * @param name its name, with or without a hash
     * @param scenario the market
     * @return the rule
     * @throws UsageException if there is no class path, its bytes are not those of the hash, or the class is no such rule
     */
    public ScalingRule rule(String name, Scenario scenario) {
        return instance(OwnKind.RULE, name, scenario);
    }

    /**
     * The settings of agents by the agent's id, those of the project and perhaps one of these.
     *
     * @param agent the id of an agent, {@code class=NAME} for one of these, with or without a hash
     * @return the settings of the project's agents and of this one
     * @throws UsageException if it is one of these and there is no class path, its bytes are not those of the hash, or the
     *     class is no such settings
     */
    public Map<String, Schema<? extends LearnerConfig>> agents(String agent) {
        Map<String, Schema<? extends LearnerConfig>> schemas = new LinkedHashMap<>(LearnerConfig.schemas());
        if (isOne(agent)) {
            LearnerConfig standard = instance(OwnKind.AGENT, agent, Scenario.standard());
            schemas.put(identified(agent), new OwnLearner(identified(agent), standard).schema());
        }
        return schemas;
    }

    /**
     * The settings of an agent, as named presets.
     *
     * @param agent its id, {@code class=NAME} for one of these, with or without a hash
     * @return its presets; the default is {@code standard}
     * @throws UsageException if there is no such agent
     */
    public Presets<? extends LearnerConfig> learners(String agent) {
        return Learners.of(identified(agent), agents(agent));
    }

    /**
     * A reward.
     *
     * @param name its name, with or without a hash
     * @param scenario the market
     * @return the reward; whoever makes it gets one of his own
     * @throws UsageException if there is no class path, its bytes are not those of the hash, or the class is no reward
     */
    public Named<Reward> reward(String name, Scenario scenario) {
        return named(OwnKind.REWARD, name, scenario);
    }

    /**
     * An observation.
     *
     * @param name its name, with or without a hash
     * @param scenario the market
     * @return the observation; whoever makes it gets one of his own
     * @throws UsageException if there is no class path, its bytes are not those of the hash, or the class is no observation
     */
    public Named<Observation> observation(String name, Scenario scenario) {
        return named(OwnKind.OBSERVATION, name, scenario);
    }

    /**
     * The scenarios of one task and one UAV, of which some are the user's own words: channel models that he names are these. One
     * that only a file names has to be said again.
     *
     * @param said the values by key that the user gives on the command line or in a study
     * @return the scenarios
     */
    public Presets<Scenario> scenarios(Map<String, ?> said) {
        return Presets.SCENARIOS.completed(scenario -> withChannels(scenario, said::containsKey));
    }

    /**
     * The same scenarios and those of several tasks and UAVs.
     *
     * @param said the single settings that the user has said
     * @return the scenarios
     */
    public Presets<Scenario> allScenarios(Map<String, ?> said) {
        return Presets.ALL_SCENARIOS.completed(scenario -> withChannels(scenario, said::containsKey));
    }

    /**
     * The scenarios of one task and those of several in records of runs that are executed again.
     *
     * @return the scenarios, with channel models of one's own
     */
    public Presets<Scenario> allRecordedScenarios() {
        return Presets.ALL_SCENARIOS.completed(scenario -> withChannels(scenario, key -> true));
    }

    /**
     * The scenarios in records of runs that are executed again.
     *
     * @return the scenarios, with channel models of one's own
     */
    public Presets<Scenario> recordedScenarios() {
        return Presets.SCENARIOS.completed(scenario -> withChannels(scenario, key -> true));
    }

    private Scenario withChannels(Scenario scenario, Predicate<String> isSaid) {
        Scenario completed = scenario;
        for (Setting<Named<Channel>> key : List.of(TownSettings.GROUND_CHANNEL, TownSettings.UAV_CHANNEL)) {
            String name = scenario.get(key).name();
            if (isOne(name)) {
                String said = isSaid.test(key.name()) ? name : allowed("scenario key '" + key + "'", name);
                Channel model = instance(OwnKind.CHANNEL, said, scenario); // one for all, as a model has no state
                completed = completed.with(key, Named.of(identified(said), () -> model));
            }
        }
        return completed;
    }

    private <T> Named<T> named(OwnKind<T> kind, String name, Scenario scenario) {
        instance(kind, name, scenario); // what cannot be made is refused at once
        return Named.of(identified(name), () -> instance(kind, name, scenario));
    }

    /** A new instance, by the public constructor that takes the {@link Scenario} or else by the one that takes nothing. */
    private <T> T instance(OwnKind<T> kind, String name, Scenario scenario) {
        if (isEmpty()) {
            throw new UsageException(
                    "--classpath: expected the jar or folder of " + kind + " " + Excerpt.of(name) + ", got none");
        }
        if (!identified(className(name), name)) {
            throw new UsageException("--classpath: expected the classes with hash "
                    + Excerpt.of(name.substring(name.indexOf(HASH_MARK) + 1)) + " of " + kind + " " + Excerpt.of(name)
                    + ", got those with hash " + hash);
        }
        return made(kind, className(name), scenario);
    }

    private boolean identified(String className, String name) {
        return name.indexOf(HASH_MARK) < 0 || name.equals(PREFIX + className + HASH_MARK + hash);
    }

    private <T> T made(OwnKind<T> kind, String name, Scenario scenario) {
        try {
            Class<?> type = loader.loadClass(name);
            if (!kind.type().isAssignableFrom(type)) {
                throw refusal(kind, name, kind.expected() + ", got another class", null);
            }
            for (Constructor<?> constructor : type.getConstructors()) {
                if (List.of(constructor.getParameterTypes()).equals(List.of(Scenario.class))) {
                    return kind.type().cast(constructor.newInstance(scenario));
                }
            }
            return kind.type().cast(type.getConstructor().newInstance());
        } catch (ClassNotFoundException e) {
            throw refusal(kind, name, "a class in " + entries + ", got none of that name", e);
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw refusal(
                    kind,
                    name,
                    "a public class with a public constructor that takes a Scenario or nothing, got none",
                    e);
        } catch (InvocationTargetException e) {
            throw refusal(kind, name, "a constructor that succeeds, got one that failed with " + e.getCause(), e);
        } catch (LinkageError e) {
            throw refusal(kind, name, "a class that can be linked, got " + e, e);
        }
    }

    private static UsageException refusal(OwnKind<?> kind, String name, String expected, @Nullable Throwable e) {
        String message = kind + " class " + Excerpt.of(name) + ": expected " + expected;
        return e == null ? new UsageException(message) : new UsageException(message, e);
    }
}
