package dmsb.experiments.extension;

import dmsb.experiments.config.UsageException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A failure of a class of the user's own. Every frame of a stack trace names the loader of its class, so the first frame of a
 * class of the class path is the place in the user's source; what is above it is what he called.
 */
final class OwnFailure {
    /** The name of the loader of a class path. */
    static final String LOADER = "dmsb--classpath";

    private final Function<String, Optional<OwnKind<?>>> kinds;
    private final Throwable thrown;
    private final List<StackTraceElement> frames;

    private OwnFailure(Function<String, Optional<OwnKind<?>>> kinds, Throwable thrown) {
        this.kinds = kinds;
        this.thrown = thrown;
        this.frames = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> LOADER.equals(frame.getClassLoaderName()))
                .toList();
    }

    /**
     * What is said of a failure. A {@link UsageException} speaks for itself, unless a class of the class path has caused it; but
     * one about a constructor or about settings is told as it is, as it names what the user has said.
     *
     * @param kinds gives the kind of a class of the class path by its name, empty for one that only helps
     * @param thrown what was thrown, perhaps because of a class of the class path
     * @return which class failed, with what and where; empty if no class of a class path was at work
     */
    static Optional<String> describe(Function<String, Optional<OwnKind<?>>> kinds, Throwable thrown) {
        boolean isRefusal = false;
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (isRefusal && e instanceof InvocationTargetException) {
                return Optional.empty();
            }
            if (e instanceof UsageException) {
                isRefusal = true;
                continue;
            }
            OwnFailure failure = new OwnFailure(kinds, e);
            if (!failure.frames.isEmpty()) {
                return isRefusal && failure.isOfSettings() ? Optional.empty() : Optional.of(failure.text());
            }
        }
        return Optional.empty();
    }

    private boolean isOfSettings() {
        Optional<OwnKind<?>> kind = kinds.apply(frames.get(0).getClassName());
        return kind.isPresent() && kind.get() == OwnKind.AGENT;
    }

    private String text() {
        StackTraceElement place = frames.get(0);
        return frames.stream()
                        .flatMap(frame -> named(frame.getClassName()).stream())
                        .findFirst()
                        .orElse("class " + place.getClassName())
                + ": " + thrown + " at " + place.getClassName() + "." + place.getMethodName() + "("
                + place.getFileName() + ":" + place.getLineNumber() + ")";
    }

    private Optional<String> named(String className) {
        return kinds.apply(className).map(kind -> kind + " class " + className);
    }
}
