package dmsb.experiments.extension;

import dmsb.auction.market.Scenario;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.ScalingRule;
import dmsb.experiments.config.UsageException;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the class path that the user gave with {@code --classpath}. A rule's name is {@code class=NAME}; in the
 * description of a run it is {@code class=NAME#HASH}, where HASH is that of all bytes of the class path, so that a changed class
 * is another run.
 */
public final class OwnClasses {
    /** What the name of a rule of one's own begins with. */
    public static final String PREFIX = "class=";

    private static final int HASH_LENGTH = 16;
    private static final OwnClasses NONE = new OwnClasses(List.of(), "", OwnClasses.class.getClassLoader());

    /** That of the command under way; the option stands once on a command line. */
    private static final AtomicReference<OwnClasses> CURRENT = new AtomicReference<>(NONE);

    private final List<Path> entries;
    private final String hash;
    private final ClassLoader loader;

    private OwnClasses(List<Path> entries, String hash, ClassLoader loader) {
        this.entries = List.copyOf(entries);
        this.hash = hash;
        this.loader = loader;
    }

    /**
     * Takes the classes of a class path for the command that follows, in place of those before.
     *
     * @param classpath jars and folders, separated as on the command line of {@code java}; empty for none
     * @throws UsageException if one of them cannot be read
     */
    public static void install(String classpath) {
        if (classpath.isEmpty()) {
            CURRENT.set(NONE);
            return;
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
            CURRENT.set(new OwnClasses(
                    entries,
                    hash(entries),
                    new URLClassLoader(addresses.toArray(new URL[0]), OwnClasses.class.getClassLoader())));
        } catch (IOException e) {
            throw new UsageException(
                    "--classpath: expected jars and folders that can be read, got " + e.getMessage(), e);
        }
    }

    private static String hash(List<Path> entries) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected in every Java runtime, got none", e);
        }
        for (Path entry : entries) {
            List<Path> files;
            try (Stream<Path> found = Files.walk(entry)) {
                files = found.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path file : files) {
                String name = entry.relativize(file).toString().replace(File.separatorChar, '/');
                digest.update((name + "\n" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
    }

    private static OwnClasses current() {
        return Objects.requireNonNull(CURRENT.get());
    }

    /**
     * Whether the command has a class path of the user's.
     *
     * @return true if {@code --classpath} was given
     */
    public static boolean given() {
        return !current().entries.isEmpty();
    }

    /**
     * Whether a rule's name is one of these.
     *
     * @param rule the name
     * @return true if it begins with {@link #PREFIX}
     */
    public static boolean isOne(String rule) {
        return rule.startsWith(PREFIX);
    }

    /**
     * A rule's name as the description of a run has it.
     *
     * @param rule a name, of one of these or any other
     * @return the name with the hash of the class path; any other name as it is
     */
    public static String identified(String rule) {
        return isOne(rule) && rule.indexOf('#') < 0 ? rule + "#" + current().hash : rule;
    }

    /**
     * A new instance of a rule, by its public constructor that takes the {@link Scenario} or else by the one that takes nothing.
     *
     * @param rule the name, with or without a hash
     * @param scenario the market
     * @return the rule
     * @throws UsageException if there is no class path, its bytes are not those of the hash, or the class is no such rule
     */
    public static ScalingRule rule(String rule, Scenario scenario) {
        OwnClasses own = current();
        String[] parts = rule.substring(PREFIX.length()).split("#", 2);
        if (own.entries.isEmpty()) {
            throw new UsageException("--classpath: expected the jar or folder of rule " + rule + ", got none");
        }
        if (parts.length == 2 && !parts[1].equals(own.hash)) {
            throw new UsageException("--classpath: expected the classes with hash " + parts[1] + " of rule " + rule
                    + ", got those with hash " + own.hash);
        }
        return own.instance(parts[0], scenario);
    }

    private ScalingRule instance(String name, Scenario scenario) {
        try {
            Class<?> type = loader.loadClass(name);
            if (!ScalingRule.class.isAssignableFrom(type)) {
                throw refusal(
                        name,
                        "a class that implements " + PostedRule.class.getSimpleName() + " or "
                                + BidDependentRule.class.getSimpleName() + ", got another class",
                        null);
            }
            for (Constructor<?> constructor : type.getConstructors()) {
                if (List.of(constructor.getParameterTypes()).equals(List.of(Scenario.class))) {
                    return (ScalingRule) constructor.newInstance(scenario);
                }
            }
            return (ScalingRule) type.getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw refusal(name, "a class in " + entries + ", got none of that name", e);
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw refusal(
                    name, "a public class with a public constructor that takes a Scenario or nothing, got none", e);
        } catch (InvocationTargetException e) {
            throw refusal(name, "a rule, got a constructor that failed with " + e.getCause(), e);
        } catch (LinkageError e) {
            throw refusal(name, "a class that can be linked, got " + e, e);
        }
    }

    private static UsageException refusal(String name, String expected, @Nullable Throwable e) {
        String message = "rule class " + name + ": expected " + expected;
        return e == null ? new UsageException(message) : new UsageException(message, e);
    }
}
