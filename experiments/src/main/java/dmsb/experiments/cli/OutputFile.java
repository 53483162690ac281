package dmsb.experiments.cli;

import dmsb.core.tensorfile.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Files that are written whole or not at all, compressed if their name ends in {@code .gz}. */
final class OutputFile {
    private static final int BUFFER = 1 << 16;

    private OutputFile() {}

    static void write(Path file, AtomicFile.Content content) throws IOException {
        AtomicFile.write(file, stream -> {
            if (file.toString().endsWith(".gz")) {
                GZIPOutputStream gzip = new GZIPOutputStream(stream, BUFFER);
                content.writeTo(gzip);
                gzip.finish();
            } else {
                content.writeTo(stream);
            }
        });
    }
}
