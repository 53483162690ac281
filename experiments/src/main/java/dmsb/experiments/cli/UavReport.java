package dmsb.experiments.cli;

import dmsb.experiments.audit.UavDeclaration;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.statistics.Interval;
import java.io.PrintWriter;

/** What an audit says of the UAV's declarations, as text. */
final class UavReport {
    private UavReport() {}

    static void print(PrintWriter out, UavDeclaration uav) {
        if (uav.multiple() == 1) {
            out.println("the UAV gained nothing in training by declaring a multiple of its estimate");
            return;
        }
        out.println("the UAV gains " + text(uav.gain()) + " a round by declaring " + Decimal.shortest(uav.multiple())
                + " times its estimate, the total surplus " + text(uav.surplus()));
    }

    private static String text(Interval interval) {
        return Decimal.rounded(interval.estimate(), 4)
                + (interval.isKnown()
                        ? " [" + Decimal.rounded(interval.low(), 4) + ", " + Decimal.rounded(interval.high(), 4) + "]"
                        : "");
    }
}
