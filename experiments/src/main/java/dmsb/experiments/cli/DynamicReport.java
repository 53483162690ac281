package dmsb.experiments.cli;

import dmsb.experiments.audit.DynamicAudit;
import dmsb.experiments.audit.ManipulationGain;
import dmsb.experiments.audit.Spoiling;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.statistics.Interval;
import java.io.PrintWriter;

/** An audit over a horizon, as text. */
final class DynamicReport {
    private DynamicReport() {}

    static void print(PrintWriter out, DynamicAudit audit) {
        out.println(audit.proofClass().statement());
        audit.whereTheoremAFails().ifPresent(out::println);
        out.println();
        out.println("strategies over whole episodes, found on " + audit.episodes() + " episodes, scored on "
                + audit.episodes() + " others against the truth; 95 % intervals over episodes");
        out.println();
        out.println("fraction of first best where all tell the truth: " + fraction(audit.obedient()));
        for (ManipulationGain played : audit.manipulations()) {
            out.println();
            out.println(played.name() + ": " + played.strategy());
            out.println("  its own utility       " + ownUtility(played));
            out.println("  total surplus         " + percent(played.surplus()));
            out.println("  the others' utility   " + percent(played.others()));
            out.println("  of first best is left " + fraction(played.fraction()));
        }
        if (!audit.spoiled().isEmpty()) {
            out.println();
            out.println(
                    "stations that bid 0 wherever they would lose, which costs them nothing; of first best is left");
        }
        for (Spoiling spoiled : audit.spoiled()) {
            out.println("  " + spoiled.spoilers() + (spoiled.spoilers() == 1 ? " station:  " : " stations: ")
                    + fraction(spoiled.fraction()) + "; if absent, of the best without: " + fraction(spoiled.absent()));
        }
        out.println();
        out.println("of first best, where one station plays what pays it most of these: " + fraction(audit.gamed()));
        out.println();
        UavReport.print(out, audit.uav());
    }

    private static String fraction(Interval interval) {
        return IntervalText.of(interval, value -> Decimal.fixed(value, 3));
    }

    /** What it earns where the truth earns something is told as a share of that, and else in money. */
    private static String ownUtility(ManipulationGain played) {
        return Double.isFinite(played.gain().estimate())
                ? percent(played.gain())
                : IntervalText.of(played.profit(), money -> (money > 0 ? "+" : "") + Decimal.fixed(money, 2))
                        + " an episode, where the truth earns nothing";
    }

    private static String percent(Interval interval) {
        if (!Double.isFinite(interval.estimate())) {
            return "no share, as the truth earns nothing";
        }
        return IntervalText.of(interval, DynamicReport::signed, " %", " ");
    }

    private static String signed(double share) {
        return (share > 0 ? "+" : "") + Decimal.fixed(100 * share, 2);
    }
}
