package dmsb.experiments.audit;

import dmsb.auction.round.Announcement;
import java.util.Arrays;
import java.util.List;

/**
 * A strategy that tells four situations apart and bids in each by one line of a menu. With v the own value, m the bid to be
 * beaten and rho the posted factor, the situations are v &gt; rho m, m &lt; v &lt;= rho m, m / 2 &lt; v &lt;= m, and
 * less.
 */
final class MenuStrategy implements BidStrategy {
    static final int SITUATIONS = 4;

    private static final double HAIR = 0x1p-40;

    private interface Bid {
        double of(double value, double rival, double threshold);
    }

    private record Line(String text, Bid bid) {}

    private static final List<Line> MENU = List.of(
            new Line("v", (v, m, t) -> v),
            new Line("0", (v, m, t) -> 0.0),
            new Line("v/2", (v, m, t) -> v / 2),
            new Line("0.8 v", (v, m, t) -> 0.8 * v),
            new Line("1.5 v", (v, m, t) -> 1.5 * v),
            new Line("3 v", (v, m, t) -> 3 * v),
            new Line("10 v", (v, m, t) -> 10 * v),
            new Line("m", (v, m, t) -> m),
            new Line("m/2", (v, m, t) -> m / 2),
            new Line("just below rho m", (v, m, t) -> Double.isFinite(t) ? t * (1 - HAIR) : v),
            new Line("just above rho m", (v, m, t) -> Double.isFinite(t) ? t * (1 + HAIR) : v));

    private final Information information;
    private final int[] lines;

    /** Bids by line {@code lines[s]} of the menu in situation s. */
    MenuStrategy(Information information, int... lines) {
        this.information = information;
        this.lines = lines.clone();
    }

    /** The number of lines on the menu, of which line 0 is the truth. */
    static int menu() {
        return MENU.size();
    }

    /** The same but for one situation. */
    MenuStrategy with(int situation, int line) {
        int[] changed = lines.clone();
        changed[situation] = line;
        return new MenuStrategy(information, changed);
    }

    /** Whether it bids by a line in a situation. */
    boolean has(int situation, int line) {
        return lines[situation] == line;
    }

    boolean isTruth() {
        return Arrays.stream(lines).allMatch(line -> line == 0);
    }

    @Override
    public double bid(Announcement announcement, double[] values, int station, double rho) {
        double value = values[station - 1];
        double rival = information.rival(announcement, values, station);
        double factor = Double.isNaN(rho) ? 1.0 : rho;
        double threshold = rival == 0.0 ? 0.0 : factor * rival;
        int situation = value > threshold ? 0 : value > rival ? 1 : value > rival / 2 ? 2 : 3;
        return MENU.get(lines[situation]).bid().of(value, rival, threshold);
    }

    /** The bid of a line of the menu, whatever the situation. */
    static double bid(
            int line, Information information, Announcement announcement, double[] values, int station, double rho) {
        return new MenuStrategy(information, line, line, line, line).bid(announcement, values, station, rho);
    }

    @Override
    public String toString() {
        String[] names = {"v > rho m", "m < v <= rho m", "m/2 < v <= m", "v <= m/2"};
        StringBuilder text = new StringBuilder();
        for (int s = 0; s < SITUATIONS; s++) {
            text.append(s == 0 ? "" : ", ")
                    .append(MENU.get(lines[s]).text())
                    .append(" where ")
                    .append(names[s]);
        }
        return text.toString();
    }
}
