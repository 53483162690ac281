package dmsb.experiments.cli;

import dmsb.experiments.run.Progress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Progress on standard error: on a terminal a bar that rewrites its line, with rate and time left; elsewhere a plain line
 * every tenth of the way, but not within two seconds of the last.
 */
final class ProgressBar implements Progress, AutoCloseable {
    private static final int WIDEST = 24;
    private static final int NARROWEST = 8;
    private static final int COLUMNS = 80;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long PLAIN_NANOS = 2_000_000_000L;

    private final String label;
    private final long total;
    private final String unit;
    private final PrintStream out;
    private final boolean terminal;
    private final int columns;
    private final LongSupplier clock;
    private final long start;
    private long lastDrawn;
    private long lastTenth;
    private long lastPlain;
    private int lastLength;

    /** The bar of a command, on standard error; none with --quiet. */
    ProgressBar(CommandSpec spec, String label, long total, String unit) {
        this(
                label,
                total,
                unit,
                Main.isQuiet(spec) ? new PrintStream(OutputStream.nullOutputStream()) : System.err,
                Boolean.getBoolean("dmsb.terminal") ? Integer.getInteger("dmsb.columns", COLUMNS) : 0,
                System::nanoTime);
    }

    /** A bar on a terminal of so many columns, 0 for plain lines. */
    ProgressBar(String label, long total, String unit, PrintStream out, int columns, LongSupplier clock) {
        this.label = label;
        this.total = total;
        this.unit = unit;
        this.out = out;
        this.terminal = columns > 0;
        this.columns = columns;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.lastDrawn = start - REDRAW_NANOS;
        this.lastPlain = start;
    }

    @Override
    public synchronized void report(long done, String detail) {
        long now = clock.getAsLong();
        if (terminal) {
            if (now - lastDrawn >= REDRAW_NANOS || done >= total) {
                lastDrawn = now;
                draw(line(done, detail, now));
            }
        } else if (10 * done / total > lastTenth && now - lastPlain >= PLAIN_NANOS) {
            lastPlain = now;
            lastTenth = 10 * done / total;
            out.println(line(done, detail, now));
        }
    }

    /** Prints a line of its own above the bar. */
    synchronized void note(String line) {
        clear();
        out.println(line);
    }

    /** Takes the bar away, so that something else can be written in its line; the next report draws it again. */
    synchronized void clear() {
        if (terminal && lastLength > 0) {
            out.print("\r" + " ".repeat(lastLength) + "\r");
            out.flush();
            lastLength = 0;
        }
    }

    private void draw(String line) {
        out.print("\r" + line + " ".repeat(Math.max(0, lastLength - line.length())));
        out.flush();
        lastLength = line.length();
    }

    private String line(long done, String detail, long now) {
        double seconds = (now - start) / 1e9;
        double rate = seconds > 0 ? done / seconds : 0;
        String left = rate > 0 ? clockTime((total - done) / rate) + " left" : "";
        String text = String.format(Locale.ROOT, "%3d %%  %,.0f %s/s  %s", 100 * done / total, rate, unit, left)
                + (detail.isEmpty() ? "" : "  " + detail);
        return terminal ? fitted(text, done) : label + " " + text;
    }

    /** A line that is shorter than the terminal is wide, or it would wrap and scroll: first the bar gives way, then the text. */
    private String fitted(String text, long done) {
        int room = Math.max(0, columns - 1 - label.length() - 1);
        int width = Math.min(WIDEST, Math.max(NARROWEST, room - text.length() - 3));
        int filled = (int) Math.min(width, width * done / total);
        String bar = room < 3 * NARROWEST ? "" : "[" + "#".repeat(filled) + "-".repeat(width - filled) + "] ";
        String line = label + " " + bar + text;
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }

    private static String clockTime(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    @Override
    public synchronized void close() {
        if (terminal && lastLength > 0) {
            out.println();
            lastLength = 0;
        }
    }
}
