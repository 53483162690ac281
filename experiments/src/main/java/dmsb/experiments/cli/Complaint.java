package dmsb.experiments.cli;

import dmsb.core.argument.Suggestion;
import dmsb.experiments.config.IoReason;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.run.RunFailedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What a command that failed says in one line, and its exit status.
 *
 * @param line the line, without control characters
 * @param status {@link #BAD_INPUT} for what the user did, {@link #FAILED} where the machine failed
 */
record Complaint(String line, int status) {
    static final int FAILED = 1;
    static final int BAD_INPUT = 2;

    private static final int MOST_SUGGESTIONS = 3;

    Complaint {
        line = oneLine(line);
    }

    /** What is said of words that are no command. */
    static Complaint of(ParameterException e) {
        StringBuilder line = new StringBuilder(String.valueOf(e.getMessage()).replaceFirst("^Error: ", ""));
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> similar = unmatched.getSuggestions();
            String word = unmatched.getUnmatched().isEmpty()
                    ? ""
                    : unmatched.getUnmatched().get(0);
            String nearest =
                    Suggestion.of(word, e.getCommandLine().getSubcommands().keySet());
            if (!nearest.isEmpty()) {
                line.append(nearest);
            } else if (!similar.isEmpty()) {
                line.append("; did you mean ")
                        .append(String.join(" or ", similar.subList(0, Math.min(MOST_SUGGESTIONS, similar.size()))))
                        .append('?');
            }
        }
        return new Complaint(line.toString(), BAD_INPUT);
    }

    /**
     * What is said of anything else.
     *
     * @param thrown what was thrown
     * @param own the classes of the user's own, which may have thrown it
     * @return the complaint; null if it should not have happened
     */
    static @Nullable Complaint of(Throwable thrown, OwnClasses own) {
        if (isTold(thrown)) {
            return of(thrown);
        }
        Optional<String> failure = own.failure(thrown);
        return failure.isPresent() ? new Complaint(failure.get(), FAILED) : of(thrown);
    }

    /** Whether its message is all that there is to say, whoever has thrown it. */
    private static boolean isTold(Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof RunFailedException || e instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Complaint of(Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof UsageException) {
                return new Complaint(String.valueOf(e.getMessage()), BAD_INPUT);
            }
            if (e instanceof InvalidPathException path) {
                return new Complaint(PathText.refusal(path), BAD_INPUT);
            }
            if (e instanceof RunFailedException) {
                return new Complaint(String.valueOf(e.getMessage()), FAILED);
            }
            if (e instanceof IOException io) {
                return new Complaint(describe(io), FAILED);
            }
            if (e instanceof NoClassDefFoundError missing) {
                return new Complaint(
                        "a part of the program could not be loaded (" + missing.getMessage()
                                + "): its jars are incomplete, or the limit of open files, ulimit -n, is too low",
                        FAILED);
            }
            if (e instanceof OutOfMemoryError memory) {
                return new Complaint(describe(memory), FAILED);
            }
        }
        return null;
    }

    /** What went wrong with which file: the exceptions of the file system have one or the other. */
    private static String describe(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof FileSystemException file && file.getReason() == null) {
            return message + ": " + IoReason.of(file);
        }
        boolean speaks =
                e instanceof FileSystemException || e instanceof FileNotFoundException || message.contains(" ");
        return speaks ? message : e.toString();
    }

    private static String describe(OutOfMemoryError e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("thread")
                ? "the system gives no more threads (" + message + "); --threads and --jobs ask for fewer"
                : "there is not enough memory (" + message
                        + "); JAVA_TOOL_OPTIONS=-Xmx4g gives 4 GB, and a training goes on from its last checkpoint with"
                        + " --resume";
    }

    /** Line breaks become spaces, other control characters are shown by their numbers. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.replaceAll("\\s*\\R\\s*", " ").codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.CONTROL || type == Character.FORMAT) {
                line.append(String.format(java.util.Locale.ROOT, "\\u%04x", c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return line.toString();
    }
}
