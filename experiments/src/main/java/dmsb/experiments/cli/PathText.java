package dmsb.experiments.cli;

import dmsb.experiments.config.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Paths as words of the command line: not empty, and in characters that the locale has. */
final class PathText implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("expected a path, got nothing");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(refusal(e));
        }
    }

    /** Refuses to work where relative paths would lead into another folder, one whose name has replacement characters. */
    static void requireFolderNamed() {
        String folder = System.getProperty("user.dir", "");
        if (folder.indexOf('\ufffd') >= 0) {
            throw new UsageException("the current folder: expected a path in characters of this locale, "
                    + System.getProperty("sun.jnu.encoding") + ", got " + folder
                    + "; with LC_ALL=C.UTF-8 it has all characters");
        }
    }

    /** What is said of a path that is none. Under LC_ALL=C, Java has names of ASCII characters only. */
    static String refusal(InvalidPathException e) {
        boolean locale = String.valueOf(e.getReason()).contains("unmappable");
        return "expected a path"
                + (locale ? " in characters of this locale, " + System.getProperty("sun.jnu.encoding") : "")
                + ", got " + e.getInput()
                + (locale ? "; with LC_ALL=C.UTF-8 it has all characters" : " (" + e.getReason() + ")");
    }
}
