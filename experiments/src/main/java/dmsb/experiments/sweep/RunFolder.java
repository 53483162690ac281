package dmsb.experiments.sweep;

import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.CurveEpisodes;
import dmsb.experiments.run.EpisodeTable;
import dmsb.experiments.run.Manifest;
import dmsb.experiments.run.OwnFiles;
import dmsb.experiments.run.Progress;
import dmsb.experiments.run.Rules;
import dmsb.experiments.run.RunFailedException;
import dmsb.experiments.run.SettingDifference;
import dmsb.experiments.run.TrainingRun;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A run's folder: whole or not there. It is filled under another name beside its place, forced to disk, and renamed; a run
 * that failed leaves a folder with {@code error.txt} alone.
 */
public final class RunFolder {
    /** The file that says why a run failed, the reason in its first line. */
    public static final String ERROR = "error.txt";

    private static final String TEMPORARY = ".tmp";
    private static final Pattern LEFTOVER =
            Pattern.compile("\\.[0-9a-f]{" + Run.KEY_LENGTH + "}\\.[0-9]+-[0-9]+(-old)?\\.tmp");
    private static final Set<String> NAMES = Set.of(
            ERROR,
            EpisodeTable.FILE,
            CurveEpisodes.FILE,
            Manifest.FILE,
            TrainingRun.METRICS,
            TrainingRun.MODEL,
            TrainingRun.TIMING);

    private RunFolder() {}

    /** What became of a run. */
    public enum Status {
        /** All outputs are there with the hashes that were recorded. */
        DONE,
        /** It was tried and failed. */
        FAILED,
        /** It is still to be executed: it never was, or what it left is incomplete or damaged. */
        PENDING;

        /**
         * The status as it stands in files.
         *
         * @return {@code done}, {@code failed} or {@code pending}
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What became of a run, read off its folder.
     *
     * @param folder the folder
     * @param run the run that it should be of
     * @return the status
     * @throws IOException if a file could not be read
     */
    public static Status status(Path folder, Run run) throws IOException {
        if (Files.isRegularFile(folder.resolve(Manifest.FILE))) {
            return isWhole(folder, run) ? Status.DONE : Status.PENDING;
        }
        return Files.isRegularFile(folder.resolve(ERROR)) ? Status.FAILED : Status.PENDING;
    }

    private static boolean isWhole(Path folder, Run run) throws IOException {
        try {
            Manifest manifest = Manifest.read(folder);
            return manifest.command().equals(Run.COMMAND)
                    && manifest.sha256().keySet().equals(Set.copyOf(run.outputs()))
                    && SettingDifference.between(manifest.configuration().toMap(), run.toMap())
                            .isEmpty()
                    && manifest.differences(folder).isEmpty();
        } catch (UsageException e) {
            return false;
        }
    }

    /**
     * Executes a run into its folder, replacing whatever is there. It goes on from what an execution that was stopped has left
     * beside it, with the same result. Several processes may execute the same run at once: their folders would be the same, so
     * whose is kept does not matter.
     *
     * @param description the run as text
     * @param folder its folder, which appears whole or not at all
     * @param rules the rules there are
     * @param progress told of the work done
     * @throws UsageException if the run is one of a rule that is not among these
     * @throws IOException if an output could not be written
     */
    public static void execute(String description, Path folder, Rules rules, Progress progress) throws IOException {
        Run run = Run.parse(description, rules.own());
        try (UnfinishedRun unfinished = UnfinishedRun.open(folder)) {
            try {
                write(folder, () -> status(folder, run) == Status.DONE, temporary -> {
                    run.execute(temporary, unfinished.training(), rules, progress);
                    Manifest.write(temporary, Run.COMMAND, run.toMap(), run.outputs());
                });
                unfinished.remove();
            } catch (Throwable e) {
                if (!Thread.currentThread().isInterrupted() && !(e instanceof RunFailedException)) {
                    unfinished.remove(); // it may be at fault itself
                }
                throw e;
            }
        }
    }

    /**
     * Executes a run unless its folder is there already, or marks it as failed. A run may fail by anything, memory and broken
     * classes included; what it throws is recorded, not thrown.
     *
     * @param run the run
     * @param folder its folder, which is left as it is, or appears whole
     * @param rules the rules there are
     * @param progress told of the work done
     * @return why it failed, one line; empty if its folder is there
     * @throws InterruptedIOException if this thread was interrupted: the run has then neither succeeded nor failed
     * @throws IOException if the outcome could not be recorded
     */
    public static Optional<String> attempt(Run run, Path folder, Rules rules, Progress progress) throws IOException {
        if (status(folder, run) == Status.DONE) {
            return Optional.empty();
        }
        try {
            execute(run.description(), folder, rules, (done, detail) -> {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException();
                }
                progress.report(done, detail);
            });
            return Optional.empty();
        } catch (Throwable e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("run " + run.key() + " was interrupted: " + e);
            }
            if (status(folder, run) == Status.DONE) {
                return Optional.empty(); // executed by somebody else meanwhile
            }
            String reason = reason(e, rules).replaceAll("\\s*\\R\\s*", " ");
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            fail(folder, reason + "\n\n" + trace);
            return Optional.of(reason);
        }
    }

    private static String reason(Throwable e, Rules rules) {
        if (e instanceof RunFailedException) {
            return String.valueOf(e.getMessage());
        }
        return rules.own()
                .failure(e)
                .orElseGet(() -> e instanceof UsageException ? String.valueOf(e.getMessage()) : e.toString());
    }

    /**
     * Marks a run as failed.
     *
     * @param folder its folder, whose content is replaced
     * @param reason why, the short of it in the first line
     * @throws IOException if it could not be written
     */
    public static void fail(Path folder, String reason) throws IOException {
        write(folder, () -> false, temporary -> AtomicFile.write(temporary.resolve(ERROR), reason));
    }

    /** Fills a folder. */
    @FunctionalInterface
    private interface Content {
        void writeTo(Path folder) throws IOException;
    }

    /** Whether what is in a folder's place stays there. */
    @FunctionalInterface
    private interface Keeping {
        boolean keeps() throws IOException;
    }

    private static void write(Path folder, Keeping keeping, Content content) throws IOException {
        Path target = folder.toAbsolutePath();
        String mine = "." + target.getFileName() + "." + ProcessHandle.current().pid() + "-"
                + Thread.currentThread().getId();
        Path temporary = target.resolveSibling(mine + TEMPORARY);
        Path replaced = target.resolveSibling(mine + "-old" + TEMPORARY);
        requireOwn(target);
        remove(temporary);
        Files.createDirectories(temporary);
        try {
            content.writeTo(temporary);
            force(temporary);
            if (keeping.keeps()) {
                return; // somebody else has executed the same run meanwhile
            }
            requireOwn(target);
            moveAway(target, replaced);
            place(temporary, target);
            force(target.resolveSibling(""));
        } finally {
            remove(temporary);
            remove(replaced);
        }
    }

    private static void moveAway(Path target, Path replaced) throws IOException {
        try {
            Files.move(target, replaced, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // Nothing was there, or somebody else has moved it away.
        }
    }

    private static void place(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) { // else somebody else who executes this run was faster
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** Forces the entries of a folder to disk. Windows cannot open folders, and does not need it. */
    private static void force(Path folder) throws IOException {
        if (File.separatorChar == '/') {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /**
     * Whether a file of this name is one that a run leaves in its folder.
     *
     * @param name the file's name
     * @return true if it is
     */
    public static boolean isOwn(String name) {
        return NAMES.contains(name);
    }

    /** Refuses to replace a folder in which there is anything that no run writes. */
    private static void requireOwn(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Optional<Path> foreign = Optional.of(folder);
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> entries = Files.list(folder)) {
                foreign = entries.filter(entry -> !isOwn(entry)).sorted().findFirst();
            } catch (NoSuchFileException e) {
                return; // somebody else has moved it away
            }
        }
        if (foreign.isPresent()) {
            throw new IOException(folder + ": expected the folder of a run, got " + foreign.get()
                    + ", which no run writes; it is in the way");
        }
    }

    private static boolean isOwn(Path entry) {
        return !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                && (isOwn(String.valueOf(entry.getFileName())) || AtomicFile.isTemporary(entry));
    }

    /** Removes what a run has left in a folder, and the folder if nothing else is in it. */
    private static void remove(Path folder) throws IOException {
        OwnFiles.delete(folder, NAMES);
        TrainingRun.remove(folder); // of one that was killed in it
    }

    /** Removes what processes that were killed have left among the folders. */
    static void clean(Path folders) throws IOException {
        for (Path entry : entries(folders, LEFTOVER)) {
            remove(entry);
        }
    }

    /** The folders, not links to such, among others whose names match. */
    static List<Path> entries(Path folders, Pattern names) throws IOException {
        try (Stream<Path> entries = Files.list(folders)) {
            return entries.filter(entry ->
                            names.matcher(String.valueOf(entry.getFileName())).matches())
                    .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    /**
     * Removes a folder that this process has made for itself, with all that is in it. Links are not followed.
     *
     * @param folder the folder, which need not be there
     * @throws IOException if something could not be removed
     */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
