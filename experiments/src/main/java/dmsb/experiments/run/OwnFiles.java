package dmsb.experiments.run;

import dmsb.core.tensorfile.AtomicFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;

/** The removal of files that are known by name to have been written here, and of nothing else. */
public final class OwnFiles {
    private OwnFiles() {}

    /**
     * Deletes files of a folder, what killed processes left of them half written, and the folder if it is empty then. Links are
     * not followed; subfolders stay.
     *
     * @param folder the folder; nothing is done if there is none, or a link in its place
     * @param names the names of the files
     * @throws IOException if something could not be deleted
     */
    public static void delete(Path folder, Collection<String> names) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                boolean own = names.contains(String.valueOf(entry.getFileName())) || AtomicFile.isTemporary(entry);
                if (own && !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(entry);
                }
            }
        }
        deleteIfEmpty(folder);
    }

    /**
     * Deletes a folder unless something is in it.
     *
     * @param folder the folder, which need not be there
     * @throws IOException if it is empty and could not be deleted
     */
    public static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // What is in it is somebody else's.
        }
    }
}
