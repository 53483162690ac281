package dmsb.core.tensorfile;

import java.io.IOException;

/** Thrown when bytes are not a tensor file, with the offset at which that shows. */
public final class TensorFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    TensorFormatException(long offset, String expected, String got) {
        super("offset " + offset + ": expected " + Excerpt.of(expected) + ", got " + Excerpt.of(got));
    }
}
