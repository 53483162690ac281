package dmsb.experiments.report;

import dmsb.auction.environment.Metric;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.run.Contender;
import dmsb.experiments.run.MarketResult;
import dmsb.experiments.run.TrainingRun;
import dmsb.experiments.statistics.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The paper's claims beside what was measured.
 *
 * <p>A claimed ratio is reproduced if the measured one is within 5 points of it and its 95 % interval lies above 1; if only
 * the latter is true, the order is reproduced and the size is not.
 */
final class Claims {
    private static final double MARGIN = 0.05;
    private static final double CONVERGED = 0.95;

    private final List<MarketResult> markets;
    private final Map<String, String> titles;
    private Table table = Table.of(
            "The paper's claims and this reproduction",
            Column.text("claim"),
            Column.text("paper"),
            Column.text("measured"),
            Column.text("verdict"));

    Claims(List<MarketResult> markets, Map<String, String> titles) {
        this.markets = markets;
        this.titles = titles;
    }

    Table table() {
        MarketResult small = markets.get(0);
        MarketResult large = markets.get(markets.size() - 1);
        ratio(small, "greedy", 1.45);
        ratio(small, "random", 1.63);
        ratio(small, "spa", 1.30);
        ratio(small, "spa-ground", 1.30);
        ratio(small, "myopic-msb", 1.27);
        ratio(small, "myopic-msb-brand", 1.27);
        ratio(small, "optimal-msb", 1.23);
        ratio(small, "optimal-msb-brand", 1.23);
        table = table.row(
                Cell.text("surplus against PPO"),
                Cell.text(signed(1.13, 0)),
                Cell.text("no PPO in this version"),
                Cell.text("open"));
        convergence(small);
        shares(small, large);
        total(small, large);
        delay(small);
        return table;
    }

    private void ratio(MarketResult market, String rule, double claimed) {
        Interval measured = market.learner().ratioTo(market.contender(rule), Metric.SURPLUS);
        boolean ahead = measured.low() > 1;
        boolean close = Math.abs(measured.estimate() - claimed) <= MARGIN;
        add(
                "surplus against " + titles.get(rule) + at(market),
                signed(claimed, 0),
                signed(measured),
                ahead,
                ahead && close ? "reproduced" : ahead ? "order reproduced, size not" : "not reproduced");
    }

    private void convergence(MarketResult market) {
        List<TrainingRun.Point> first = market.curves().get(0);
        long reached = -1;
        for (int i = first.size() - 1; i >= 0; i--) {
            double mean = 0;
            for (List<TrainingRun.Point> curve : market.curves()) {
                mean += curve.get(i).firstBestFraction() / market.curves().size();
            }
            if (mean >= CONVERGED) {
                reached = first.get(i).steps();
            }
        }
        add(
                "converges near 500,000 rounds" + at(market),
                "500,000",
                reached < 0
                        ? "0.95 of first best not reached"
                        : "0.95 of first best after " + ReproductionReport.thousands(reached)
                                + " rounds (mean of the seeds)",
                reached >= 0,
                reached < 0 ? "not reproduced" : "reproduced, earlier");
    }

    private void shares(MarketResult small, MarketResult large) {
        boolean uavFirst = uavLeads(small);
        add(
                "the UAV has the larger surplus" + at(small),
                "yes",
                parts(small),
                uavFirst,
                uavFirst ? "reproduced" : "not reproduced");
        boolean overtaken = !uavLeads(large);
        add(
                "the ground BSs have overtaken it" + at(large),
                "yes",
                parts(large),
                overtaken,
                overtaken ? "reproduced" : "not reproduced");
    }

    private static boolean uavLeads(MarketResult market) {
        return market.learner().score().uavSurplus() > market.learner().score().groundSurplus();
    }

    private static String parts(MarketResult market) {
        return "UAV " + Decimal.fixed(market.learner().score().uavSurplus(), 1) + ", ground "
                + Decimal.fixed(market.learner().score().groundSurplus(), 1);
    }

    private void total(MarketResult small, MarketResult large) {
        double before = small.learner().score().surplus().estimate();
        double after = large.learner().score().surplus().estimate();
        boolean falls = after < before;
        add(
                "the total falls slightly from N = " + small.groundStations() + " to " + large.groundStations(),
                "yes",
                Decimal.fixed(before, 1) + " to " + Decimal.fixed(after, 1),
                falls,
                falls ? "reproduced" : "not reproduced: more bidders, a better best one; see scenario shared-spectrum");
    }

    private void delay(MarketResult market) {
        Contender learner = market.learner();
        Contender rival = market.contenders().stream()
                .filter(contender -> contender != learner)
                .min(Comparator.comparingDouble(
                        contender -> contender.score().delaySeconds().estimate()))
                .orElseThrow();
        Interval ratio = learner.ratioTo(rival, Metric.DELAY);
        add(
                "DMSB has the lowest delay" + at(market),
                "yes",
                Decimal.fixed(learner.score().delaySeconds().estimate(), 4) + " s; the lowest of the others "
                        + Decimal.fixed(rival.score().delaySeconds().estimate(), 4) + " s, " + titles.get(rival.name())
                        + "; difference " + signed(ratio),
                ratio.high() < 1,
                ratio.high() < 1
                        ? "reproduced"
                        : ratio.estimate() < 1
                                ? "lowest on average, within the uncertainty"
                                : "not reproduced: surplus weighs accuracy more than delay");
    }

    private static String at(MarketResult market) {
        return ", N = " + market.groundStations();
    }

    private static String signed(Interval ratio) {
        return signed(ratio.estimate(), 1) + " [" + signed(ratio.low(), 1) + ", " + signed(ratio.high(), 1) + "]";
    }

    private static String signed(double ratio, int places) {
        return (ratio >= 1 ? "+" : "") + Decimal.fixed(100 * (ratio - 1), places) + "\u00a0%";
    }

    private void add(String claim, String paper, String measured, boolean holds, String verdict) {
        table = table.row(Cell.text(claim), Cell.text(paper), Cell.text(measured), Cell.verdict(holds, verdict));
    }
}
