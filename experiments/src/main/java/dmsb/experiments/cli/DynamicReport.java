package dmsb.experiments.cli;

import dmsb.experiments.audit.DynamicAudit;
import dmsb.experiments.audit.ManipulationGain;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.statistics.Interval;
import java.io.PrintWriter;

/** An audit over a horizon, as text. */
final class DynamicReport {
    private DynamicReport() {}

    static void print(PrintWriter out, DynamicAudit audit) {
        out.println(audit.proofClass().statement());
        out.println();
        out.println("strategies over whole episodes, found on " + audit.episodes() + " episodes, scored on "
                + audit.episodes() + " others against the truth; 95 % intervals over episodes");
        for (ManipulationGain played : audit.manipulations()) {
            out.println();
            out.println(played.name() + ": " + played.strategy());
            out.println("  its own utility       " + percent(played.gain()));
            out.println("  total surplus         " + percent(played.surplus()));
            out.println("  the others' utility   " + percent(played.others()));
        }
        out.println();
        UavReport.print(out, audit.uav());
    }

    private static String percent(Interval interval) {
        return signed(interval.estimate())
                + " %"
                + (interval.isKnown() ? " [" + signed(interval.low()) + ", " + signed(interval.high()) + "]" : "");
    }

    private static String signed(double share) {
        return (share > 0 ? "+" : "") + Decimal.fixed(100 * share, 2);
    }
}
