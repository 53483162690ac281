package dmsb.experiments.report;

import dmsb.auction.environment.Metric;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.Presets;
import dmsb.experiments.figure.Bar;
import dmsb.experiments.figure.BarChart;
import dmsb.experiments.figure.LineChart;
import dmsb.experiments.figure.Part;
import dmsb.experiments.figure.Series;
import dmsb.experiments.run.Contender;
import dmsb.experiments.run.MarketResult;
import dmsb.experiments.run.Reproduction;
import dmsb.experiments.run.ReproductionPreset;
import dmsb.experiments.run.Score;
import dmsb.experiments.run.TrainingRun;
import dmsb.experiments.run.Version;
import dmsb.experiments.statistics.Interval;
import dmsb.nn.agent.DiffusionSacConfig;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page that a reproduction ends in: how the learner converged, how it compares, what holds of the paper's claims. */
public final class ReproductionReport {
    private static final Map<String, String> TITLES = titles();

    private final ReproductionPreset preset;
    private final DiffusionSacConfig learner;
    private final Reproduction reproduction;
    private final List<MarketResult> markets;

    /**
     * A report.
     *
     * @param preset what was run
     * @param learner with which settings
     * @param markets what was found, a market each, the smallest first
     */
    public ReproductionReport(ReproductionPreset preset, DiffusionSacConfig learner, List<MarketResult> markets) {
        this.preset = preset;
        this.learner = learner;
        this.reproduction = new Reproduction(preset, learner);
        this.markets = List.copyOf(markets);
    }

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put(MarketResult.LEARNER, "DMSB (learned rho)");
        titles.put("first-best", "First best (ceiling)");
        titles.put("lagged-reserve", "Lagged reserve");
        titles.put("optimal-msb", "Optimal MSB, highest bid");
        titles.put("optimal-msb-brand", "Optimal MSB, UAV's estimate");
        titles.put("myopic-msb", "Myopic MSB, highest bid");
        titles.put("myopic-msb-brand", "Myopic MSB, UAV's estimate");
        titles.put("best-constant", "Best constant rho");
        titles.put("greedy", "Greedy");
        titles.put("random", "Random");
        titles.put("spa", "SPA with the UAV's contract");
        titles.put("spa-ground", "SPA, ground BSs only");
        return titles;
    }

    private static String title(String name) {
        return TITLES.getOrDefault(name, name);
    }

    /**
     * Composes the page.
     *
     * @return the report
     */
    public Report compose() {
        ReportBuilder page =
                Report.titled("DMSB: how much surplus a learned rho gains").lead(lead());
        for (MarketResult market : markets) {
            page.section("N = " + market.groundStations() + " ground base stations and one UAV")
                    .figure(
                            convergence(market),
                            "The learner on " + preset.curveEpisodes()
                                    + " episodes that it never trains on, as a fraction of first best; mean and range of "
                                    + preset.seeds() + " seeds. Horizontal lines are rules that do not learn.")
                    .figure(
                            comparison(market),
                            "Mean surplus of a round, the UAV's part and the ground base stations', on the same "
                                    + preset.episodes()
                                    + " held-out episodes; 95 % bootstrap intervals over episodes.")
                    .table(table(market));
        }
        page.section("What holds of the paper's claims").table(new Claims(markets, TITLES).table());
        page.paragraph(
                "The first-best ceiling and the rules see the same episodes as the learner. Rules marked \"highest bid\""
                        + " follow the paper's words for u_0, rules marked \"UAV's estimate\" the literature the paper cites; myopic rules"
                        + " look at the current bids and are therefore not strategy-proof. The learner fixes rho before the bids arrive.");
        page.section("How it was made")
                .paragraph(
                        "Training, learning curve and comparison use different episodes; no setting was chosen on the held-out"
                                + " ones. The same settings and seeds give the same bytes of results.csv and curves.csv on any"
                                + " machine.")
                .settings(
                        "The market",
                        texts(Presets.SCENARIOS.toMap(
                                reproduction.market(markets.get(0).groundStations()))))
                .settings("The learner", texts(Presets.LEARNERS.toMap(learner)));
        return page.madeBy(Version.code(), "dmsb reproduce --preset " + preset.name())
                .build();
    }

    private String lead() {
        MarketResult market = markets.get(0);
        Contender learned = market.learner();
        Contender runnerUp = market.contenders().stream()
                .filter(contender -> contender != learned && !contender.name().equals("first-best"))
                .max(Comparator.comparingDouble(
                        contender -> contender.score().surplus().estimate()))
                .orElseThrow();
        return "An auctioneer sells each task of a vehicle's digital twin to the best ground base station if its bid beats the"
                + " runner-up by a factor rho, else to the UAV. After " + thousands(preset.steps())
                + " rounds of training, the learned rho earns "
                + percent(learned.score().firstBestFraction().estimate()) + " of the largest surplus possible with "
                + market.groundStations() + " ground base stations: " + gain(learned, market.contender("spa"))
                + " against the second-price auction, " + gain(learned, market.contender("best-constant"))
                + " against the best constant rho, and " + gain(learned, runnerUp) + " against the best other rule, "
                + title(runnerUp.name()) + ".";
    }

    static String thousands(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String gain(Contender one, Contender other) {
        double ratio = one.ratioTo(other, Metric.SURPLUS).estimate();
        return (ratio >= 1 ? "+" : "") + Decimal.fixed(100 * (ratio - 1), 1) + " %";
    }

    static String percent(double fraction) {
        return Decimal.fixed(100 * fraction, 1) + " %";
    }

    private static LineChart convergence(MarketResult market) {
        int points = market.curves().get(0).size();
        double[] steps = new double[points];
        double[] mean = new double[points];
        double[] low = new double[points];
        double[] high = new double[points];
        for (int i = 0; i < points; i++) {
            low[i] = Double.POSITIVE_INFINITY;
            high[i] = Double.NEGATIVE_INFINITY;
            for (List<TrainingRun.Point> curve : market.curves()) {
                double fraction = curve.get(i).firstBestFraction();
                steps[i] = curve.get(i).steps();
                mean[i] += fraction / market.curves().size();
                low[i] = Math.min(low[i], fraction);
                high[i] = Math.max(high[i], fraction);
            }
        }
        LineChart chart = new LineChart(
                        "Convergence, N = " + market.groundStations(),
                        "rounds of training",
                        "surplus / first best",
                        List.of(new Series(title(MarketResult.LEARNER), steps, mean, low, high)))
                .withInterval("range of the seeds");
        for (String rule : List.of("lagged-reserve", "best-constant", "spa", "random")) {
            chart = chart.withReference(
                    title(rule),
                    market.contender(rule).score().firstBestFraction().estimate());
        }
        return chart;
    }

    private static BarChart comparison(MarketResult market) {
        List<Bar> bars = bySurplus(market).stream()
                .map(contender -> {
                    Score score = contender.score();
                    return Bar.stacked(
                                    title(contender.name()),
                                    new Part("ground base stations", score.groundSurplus()),
                                    new Part("UAV", score.uavSurplus()))
                            .withInterval(score.surplus().low(), score.surplus().high());
                })
                .toList();
        return new BarChart("Surplus, N = " + market.groundStations(), "surplus per round", bars)
                .withHighlight(title(MarketResult.LEARNER))
                .withInterval("95 % interval");
    }

    private static List<Contender> bySurplus(MarketResult market) {
        return market.contenders().stream()
                .sorted(Comparator.comparingDouble(
                        contender -> -contender.score().surplus().estimate()))
                .toList();
    }

    private static Table table(MarketResult market) {
        Table table = Table.of(
                "All ways of selling, N = " + market.groundStations() + ", by surplus",
                Column.text("way of selling"),
                Column.number("surplus"),
                Column.number("of first best", "%"),
                Column.number("seeds' range", "%"),
                Column.number("delay", "s"),
                Column.number("UAV serves", "%"),
                Column.number("mean payment"));
        for (Contender contender : bySurplus(market)) {
            Score score = contender.score();
            Cell[] cells = {
                Cell.text(title(contender.name())),
                Cell.number(score.surplus().estimate(), 2),
                interval(score.firstBestFraction(), 100, 1),
                Cell.text(range(contender)),
                interval(score.delaySeconds(), 1, 3),
                Cell.number(100 * score.uavShare().estimate(), 1),
                Cell.number(score.payment(), 2)
            };
            table = contender == market.learner() ? table.highlightedRow(cells) : table.row(cells);
        }
        return table;
    }

    private static Cell interval(Interval interval, double factor, int places) {
        return Cell.interval(factor * interval.estimate(), factor * interval.low(), factor * interval.high(), places);
    }

    private static String range(Contender contender) {
        List<Double> fractions = contender.fractionsBySeed();
        if (fractions.size() < 2) {
            return "";
        }
        double low = fractions.stream().mapToDouble(x -> x).min().orElseThrow();
        double high = fractions.stream().mapToDouble(x -> x).max().orElseThrow();
        return Decimal.fixed(100 * low, 1) + " to " + Decimal.fixed(100 * high, 1);
    }

    private static Map<String, String> texts(Map<String, Object> settings) {
        Map<String, String> texts = new LinkedHashMap<>();
        settings.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }
}
