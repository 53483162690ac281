package dmsb.core.tensorfile;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the format of a file by its first bytes. Error messages name this format when a file is not what the
 * reader expected.
 */
public final class FileKind {
    /** How many bytes of a file are enough to tell. */
    public static final int BYTES = 64;

    private FileKind() {}

    /**
     * What a file is.
     *
     * @param content its first bytes, {@link #BYTES} or more unless it is shorter. Not modified.
     * @return the kind with an article, such as {@code an HTML page}; empty if it is none of those that are known
     */
    public static Optional<String> of(byte[] content) {
        return Optional.ofNullable(kind(content));
    }

    private static @Nullable String kind(byte[] content) {
        String start = new String(content, 0, Math.min(content.length, BYTES), StandardCharsets.ISO_8859_1);
        if (start.isEmpty()) {
            return "an empty file";
        }
        if (start.startsWith("version https://git-lfs")) {
            return "a Git LFS pointer, in place of the file that 'git lfs pull' fetches";
        }
        if (isGzip(content)) {
            return "a file compressed by gzip";
        }
        if (start.startsWith("PK\u0003\u0004")) {
            return "a zip archive (PyTorch's .pt files and NumPy's .npz files are such)";
        }
        if (start.startsWith("\u0080") && start.length() > 1 && start.charAt(1) >= 2 && start.charAt(1) <= 5) {
            return "a Python pickle";
        }
        if (start.startsWith("\u0093NUMPY")) {
            return "a NumPy array";
        }
        if (start.startsWith("\u0089HDF")) {
            return "an HDF5 file";
        }
        if (start.startsWith("PAR1")) {
            return "a Parquet file";
        }
        if (start.startsWith("(\u00b5/\u00fd")) {
            return "a file compressed by zstd";
        }
        if (start.startsWith("\u00fd7zXZ")) {
            return "a file compressed by xz";
        }
        if (start.startsWith("BZh") && start.startsWith("1AY&SY", 4)) {
            return "a file compressed by bzip2";
        }
        if (start.startsWith("\u00ff\u00fe") || start.startsWith("\u00fe\u00ff")) {
            return "text in UTF-16";
        }
        String text = start.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            return "an HTML page";
        }
        return text.startsWith("<?xml") ? "an XML document" : null;
    }

    /**
     * Whether a file is compressed by gzip.
     *
     * @param content its first bytes. Not modified.
     * @return true if it begins as such files do
     */
    public static boolean isGzip(byte[] content) {
        return content.length > 2 && content[0] == 0x1F && (content[1] & 0xFF) == 0x8B && content[2] == 8;
    }
}
