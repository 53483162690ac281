package dmsb.experiments.reproduction;

import dmsb.auction.evaluation.Metric;
import dmsb.core.random.SeedTree;
import dmsb.experiments.figure.Bar;
import dmsb.experiments.figure.BarChart;
import dmsb.experiments.figure.LineChart;
import dmsb.experiments.figure.Part;
import dmsb.experiments.figure.Series;
import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.LearningCurve;
import dmsb.experiments.results.LearningCurve.CurveQuantity;
import dmsb.experiments.results.MarketCell;
import dmsb.experiments.results.MethodResult;
import dmsb.experiments.statistics.InterquartileMean;
import dmsb.experiments.statistics.Interval;
import dmsb.experiments.statistics.StratifiedBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The charts of an experiment. Lines are interquartile means over seeds, bands 95 % stratified bootstrap intervals. */
final class Charts {
    static final String SURPLUS = "surplus per round (1/s)";
    static final String FRACTION = "surplus / first best";
    static final String DELAY = "delay (s)";

    private static final String INTERVAL = "95 % interval over seeds";
    private static final SeedTree RANDOM = SeedTree.of(1).child("curves");

    private Charts() {}

    /** Learning curves of all methods that learn, as fractions of first best; the others are horizontal lines. */
    static LineChart convergence(String title, List<MethodResult> outcomes) {
        List<Series> series = new ArrayList<>();
        for (MethodResult outcome : outcomes) {
            if (outcome.learns()) {
                series.add(curve(Methods.title(outcome.method()), outcome, CurveQuantity.FIRST_BEST_FRACTION));
            }
        }
        LineChart chart = new LineChart(title, "rounds of training", FRACTION, series).withInterval(INTERVAL);
        for (MethodResult outcome : outcomes) {
            if (!outcome.learns() && !outcome.method().equals(Methods.FIRST_BEST)) {
                chart = chart.withReference(
                        Methods.title(outcome.method()),
                        outcome.firstBestFraction().estimate());
            }
        }
        return chart;
    }

    /** The learning curve of one method in its parts; the totals of the others are horizontal lines. */
    static LineChart parts(String title, List<MethodResult> outcomes, String method) {
        List<Series> series = new ArrayList<>();
        for (MethodResult outcome : outcomes) {
            if (outcome.method().equals(method) && outcome.learns()) {
                series.add(curve("Total", outcome, CurveQuantity.SURPLUS));
                series.add(curve("UAV", outcome, CurveQuantity.UAV_SURPLUS));
                series.add(curve("Ground BSs", outcome, CurveQuantity.GROUND_SURPLUS));
            }
        }
        return new LineChart(title, "rounds of training", SURPLUS, series).withInterval(INTERVAL);
    }

    private static Series curve(String name, MethodResult outcome, CurveQuantity quantity) {
        List<LearningCurve> curves = outcome.runs().stream()
                .map(run -> Objects.requireNonNull(run.curve()))
                .toList();
        int points = curves.stream().mapToInt(LearningCurve::points).min().orElseThrow();
        double[] rounds = Arrays.copyOf(curves.get(0).of(CurveQuantity.ROUNDS), points);
        double[][] values = curves.stream().map(one -> one.of(quantity)).toArray(double[][]::new);
        double[] middle = new double[points];
        double[] low = new double[points];
        double[] high = new double[points];
        for (int i = 0; i < points; i++) {
            double[] bySeed = new double[values.length];
            for (int s = 0; s < values.length; s++) {
                bySeed[s] = values[s][i];
            }
            Interval interval = StratifiedBootstrap.interquartileMean(
                    new double[][] {bySeed}, RANDOM.child(name).child(i).stream());
            middle[i] = InterquartileMean.of(bySeed);
            low[i] = interval.low();
            high[i] = interval.high();
        }
        return values.length == 1 ? Series.of(name, rounds, middle) : new Series(name, rounds, middle, low, high);
    }

    /** A metric of some methods along the axis of an experiment. */
    static LineChart along(
            String title,
            ExperimentResult experiment,
            SweptKey axis,
            List<String> methods,
            Metric metric,
            String label) {
        List<Series> series = new ArrayList<>();
        for (String method : methods) {
            add(series, method, experiment, axis, outcome -> outcome.overSeeds(metric));
        }
        return new LineChart(title, axis.label(), label, series).withInterval(INTERVAL);
    }

    /** The fraction of first best of some methods along the axis of an experiment. */
    static LineChart fractions(String title, ExperimentResult experiment, SweptKey axis, List<String> methods) {
        List<Series> series = new ArrayList<>();
        for (String method : methods) {
            add(series, method, experiment, axis, MethodResult::firstBestFraction);
        }
        return new LineChart(title, axis.label(), FRACTION, series)
                .withInterval("95 % interval over seeds and episodes");
    }

    private interface Estimate {
        Interval of(MethodResult outcome);
    }

    private static void add(
            List<Series> series, String method, ExperimentResult experiment, SweptKey axis, Estimate estimate) {
        List<MethodResult> outcomes = SweptKey.sorted(experiment, experiment.of(method));
        if (outcomes.isEmpty()) {
            return;
        }
        int points = outcomes.size();
        double[] x = new double[points];
        double[] y = new double[points];
        double[] low = new double[points];
        double[] high = new double[points];
        for (int i = 0; i < points; i++) {
            Interval interval = estimate.of(outcomes.get(i));
            x[i] = outcomes.get(i).cell().number(axis.key());
            y[i] = interval.estimate();
            low[i] = interval.low();
            high[i] = interval.high();
        }
        boolean band = Arrays.stream(low).anyMatch(Double::isFinite);
        series.add(band ? new Series(Methods.title(method), x, y, low, high) : Series.of(Methods.title(method), x, y));
    }

    /** The surplus of every method in a cell, in its parts, the largest first. */
    static BarChart bars(String title, ExperimentResult experiment, List<MarketCell> cells) {
        List<Bar> bars = new ArrayList<>();
        for (MarketCell cell : cells) {
            List<MethodResult> outcomes = experiment.in(cell).stream()
                    .sorted(Comparator.comparingDouble(outcome -> -outcome.mean(Metric.SURPLUS)))
                    .toList();
            for (MethodResult outcome : outcomes) {
                bars.add(bar(outcome).inGroup(cells.size() > 1 ? Text.market(cell) : ""));
            }
        }
        return new BarChart(title, SURPLUS, bars)
                .withHighlight(Methods.title(Methods.DMSB))
                .withInterval(INTERVAL);
    }

    /** The total in the ratio of its parts: interquartile means of parts need not sum to that of the whole. */
    private static Bar bar(MethodResult outcome) {
        Interval total = outcome.overSeeds(Metric.SURPLUS);
        double ground = outcome.mean(Metric.GROUND_SURPLUS);
        double uav = outcome.mean(Metric.UAV_SURPLUS);
        double scale = total.estimate() / (ground + uav);
        Bar bar = Bar.stacked(
                Methods.title(outcome.method()), new Part("Ground BSs", ground * scale), new Part("UAV", uav * scale));
        return bar.withInterval(total.low(), total.high());
    }
}
