package dmsb.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What tasks may still have written after the folder that they filled was removed: those that outlast the patience for
 * {@link RunningTasks}, or run where nothing is heard of them. To be closed after the session, when no more is written.
 */
final class Leftovers implements AutoCloseable {
    private final List<OutcomeFolder> folders = new ArrayList<>();

    /**
     * Remembers a folder.
     *
     * @param folder of whose files none is to be left, unless it is published
     * @return the folder
     */
    OutcomeFolder watch(OutcomeFolder folder) {
        folders.add(folder);
        return folder;
    }

    /** Removes once more what was not published. */
    @Override
    public void close() throws IOException {
        for (OutcomeFolder folder : folders) {
            folder.removeAgain();
        }
    }
}
