package dmsb.spark;

import dmsb.experiments.run.Progress;
import dmsb.experiments.run.Rules;
import dmsb.experiments.sweep.Run;
import dmsb.experiments.sweep.RunFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the folders of runs are kept, one a run, named by its key and whole or not there. Runs may be executed more than
 * once, by a retried or a speculative task: the outcome is the same, so whose is kept does not matter, and one that is there
 * is never taken away again.
 */
interface RunStore {
    /**
     * Executes a run unless it is there already.
     *
     * @param run the run
     * @return why it failed, one line; empty if its folder is there
     * @throws IOException if its outcome could not be stored
     */
    Optional<String> execute(Run run) throws IOException;

    /**
     * Marks a run as failed.
     *
     * @param run the run
     * @param reason why, one line
     * @throws IOException if that could not be stored
     */
    void fail(Run run, String reason) throws IOException;

    /**
     * A store by its address.
     *
     * @param address a URI; of the scheme {@code file} it names a folder that all executors see
     * @return the store
     */
    static RunStore at(String address) {
        URI uri = URI.create(address);
        return "file".equals(uri.getScheme()) ? new SharedFolder(Path.of(uri)) : new HadoopStore(address);
    }

    /** A folder that this process can reach like any other. */
    record SharedFolder(Path folders) implements RunStore {
        @Override
        public Optional<String> execute(Run run) throws IOException {
            return RunFolder.attempt(run, folders.resolve(run.key()), Rules.BUILT_IN, Progress.SILENT);
        }

        @Override
        public void fail(Run run, String reason) throws IOException {
            RunFolder.fail(folders.resolve(run.key()), reason);
        }
    }
}
