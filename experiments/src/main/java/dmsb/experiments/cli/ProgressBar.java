package dmsb.experiments.cli;

import dmsb.experiments.run.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress on standard error: on a terminal a bar that rewrites its line, with rate and time left; elsewhere a plain line
 * every tenth of the way, but not within two seconds of the last.
 */
final class ProgressBar implements Progress, AutoCloseable {
    private static final int WIDTH = 24;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long PLAIN_NANOS = 2_000_000_000L;

    private final String label;
    private final long total;
    private final String unit;
    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier clock;
    private final long start;
    private long lastDrawn;
    private long lastTenth;
    private long lastPlain;
    private int lastLength;

    ProgressBar(String label, long total, String unit) {
        this(label, total, unit, System.err, Boolean.getBoolean("dmsb.terminal"), System::nanoTime);
    }

    ProgressBar(String label, long total, String unit, PrintStream out, boolean terminal, LongSupplier clock) {
        this.label = label;
        this.total = total;
        this.unit = unit;
        this.out = out;
        this.terminal = terminal;
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
        if (terminal && lastLength > 0) {
            out.print("\r" + " ".repeat(lastLength) + "\r");
            lastLength = 0;
        }
        out.println(line);
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
        StringBuilder line = new StringBuilder(label).append(' ');
        if (terminal) {
            int filled = (int) Math.min(WIDTH, WIDTH * done / total);
            line.append('[')
                    .append("#".repeat(filled))
                    .append("-".repeat(WIDTH - filled))
                    .append("] ");
        }
        line.append(String.format(Locale.ROOT, "%3d %%  %,.0f %s/s  %s", 100 * done / total, rate, unit, left));
        if (!detail.isEmpty()) {
            line.append("  ").append(detail);
        }
        return line.toString();
    }

    private static String clockTime(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    @Override
    public synchronized void close() {
        if (terminal && lastLength > 0) {
            out.println();
        }
    }
}
