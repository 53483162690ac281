package dmsb.experiments.reproduction;

import dmsb.auction.evaluation.Metric;
import dmsb.core.random.SeedTree;
import dmsb.experiments.figure.Bar;
import dmsb.experiments.figure.BarChart;
import dmsb.experiments.figure.LineChart;
import dmsb.experiments.figure.Look;
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
import java.util.function.Function;

/** The charts of an experiment. Lines are interquartile means over seeds, bands 95 % stratified bootstrap intervals. */
final class Charts {
    private static final String GROUND = "Ground BSs";
    private static final String UAV = "UAV";
    private static final SeedTree RANDOM = SeedTree.of(1).child("curves");

    private final Looks looks;

    Charts(Looks looks) {
        this.looks = looks;
    }

    /**
     * Learning curves of all methods that learn, as fractions of first best; the others are horizontal lines. All of it is
     * on the episodes of the learning curves.
     */
    LineChart convergence(String title, List<MethodResult> outcomes) {
        List<Series> series = new ArrayList<>();
        for (MethodResult outcome : outcomes) {
            if (outcome.learns()) {
                series.add(curve(Methods.title(outcome.method()), outcome, CurveQuantity.FIRST_BEST_FRACTION)
                        .in(looks.of(outcome.method())));
            }
        }
        LineChart chart = new LineChart(title, "rounds of training", Measure.FIRST_BEST_FRACTION.label(), series)
                .withInterval(Measure.SURPLUS.interval());
        for (MethodResult outcome : outcomes) {
            if (!outcome.learns()) {
                chart = chart.withReference(
                        Methods.title(outcome.method()), outcome.fractionOnCurveEpisodes(), looks.of(outcome.method()));
            }
        }
        return chart;
    }

    /** The learning curve of one method in its parts. */
    LineChart parts(String title, List<MethodResult> outcomes, String method) {
        List<Series> series = new ArrayList<>();
        for (MethodResult outcome : outcomes) {
            if (outcome.method().equals(method) && outcome.learns()) {
                series.add(curve("Total", outcome, CurveQuantity.SURPLUS).in(Look.TOTAL));
                series.add(curve(UAV, outcome, CurveQuantity.UAV_SURPLUS).in(Look.UAV));
                series.add(curve(GROUND, outcome, CurveQuantity.GROUND_SURPLUS).in(Look.GROUND));
            }
        }
        return new LineChart(title, "rounds of training", Measure.SURPLUS.label(), series)
                .withInterval(Measure.SURPLUS.interval());
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

    /**
     * A measure of some methods along the axis of an experiment. First best is drawn beside the surplus that it bounds, and as
     * a line at one over fractions of it.
     */
    LineChart along(String title, ExperimentResult experiment, SweptKey axis, List<String> methods, Measure measure) {
        List<Series> series = new ArrayList<>();
        for (String method : methods) {
            if (!method.equals(Methods.FIRST_BEST)) {
                add(series, Methods.title(method), looks.of(method), experiment.of(method), axis, measure::of);
            }
        }
        if (measure == Measure.SURPLUS) {
            add(
                    series,
                    Methods.title(Methods.FIRST_BEST),
                    looks.of(Methods.FIRST_BEST),
                    experiment.of(Methods.FIRST_BEST),
                    axis,
                    measure::of);
        }
        LineChart chart = new LineChart(title, axis.label(), measure.label(), series).withInterval(measure.interval());
        return measure == Measure.FIRST_BEST_FRACTION
                ? chart.withReference(Methods.title(Methods.FIRST_BEST), 1, Look.CEILING)
                : chart;
    }

    /** Who earns the surplus of one method along the axis of an experiment: the UAV, the ground stations, both. */
    LineChart partsAlong(String title, ExperimentResult experiment, SweptKey axis, String method) {
        List<Series> series = new ArrayList<>();
        List<MethodResult> outcomes = experiment.of(method);
        add(series, "Total", Look.TOTAL, outcomes, axis, outcome -> outcome.overSeeds(Metric.SURPLUS));
        add(series, UAV, Look.UAV, outcomes, axis, outcome -> outcome.overSeeds(Metric.UAV_SURPLUS));
        add(series, GROUND, Look.GROUND, outcomes, axis, outcome -> outcome.overSeeds(Metric.GROUND_SURPLUS));
        return new LineChart(title, axis.label(), Measure.SURPLUS.label(), series)
                .withInterval(Measure.SURPLUS.interval());
    }

    private static void add(
            List<Series> series,
            String name,
            Look look,
            List<MethodResult> unsorted,
            SweptKey axis,
            Function<MethodResult, Interval> estimate) {
        List<MethodResult> outcomes = unsorted.stream()
                .sorted(Comparator.comparingDouble(outcome -> outcome.cell().number(axis.key())))
                .toList();
        if (outcomes.isEmpty()) {
            return;
        }
        int points = outcomes.size();
        double[] x = new double[points];
        double[] y = new double[points];
        double[] low = new double[points];
        double[] high = new double[points];
        for (int i = 0; i < points; i++) {
            Interval interval = estimate.apply(outcomes.get(i));
            x[i] = outcomes.get(i).cell().number(axis.key());
            y[i] = interval.estimate();
            low[i] = interval.low();
            high[i] = interval.high();
        }
        boolean band = Arrays.stream(low).anyMatch(Double::isFinite);
        series.add((band ? new Series(name, x, y, low, high) : Series.of(name, x, y)).in(look));
    }

    /** The surplus of every method in some cells, in its parts, the largest first. */
    BarChart bars(String title, ExperimentResult experiment, List<MarketCell> cells) {
        return bars(title, experiment, cells, Measure.SURPLUS, Charts::parts);
    }

    /** A measure of every method in some cells, the largest first. */
    BarChart bars(String title, ExperimentResult experiment, List<MarketCell> cells, Measure measure) {
        return measure == Measure.SURPLUS
                ? bars(title, experiment, cells)
                : bars(title, experiment, cells, measure, outcome -> {
                    Interval interval = measure.of(outcome);
                    return Bar.of(
                            Methods.title(outcome.method()), interval.estimate(), interval.low(), interval.high());
                });
    }

    private static BarChart bars(
            String title,
            ExperimentResult experiment,
            List<MarketCell> cells,
            Measure measure,
            Function<MethodResult, Bar> bar) {
        List<Bar> bars = new ArrayList<>();
        for (MarketCell cell : cells) {
            experiment.in(cell).stream()
                    .sorted(Comparator.comparingDouble(
                            outcome -> -measure.of(outcome).estimate()))
                    .map(outcome -> bar.apply(outcome).inGroup(cells.size() > 1 ? Text.market(cell) : ""))
                    .forEach(bars::add);
        }
        return new BarChart(title, measure.label(), bars)
                .withHighlight(Methods.title(Methods.DMSB))
                .withInterval(measure.interval());
    }

    /** The total in the ratio of its parts: interquartile means of parts need not sum to that of the whole. */
    private static Bar parts(MethodResult outcome) {
        Interval total = outcome.overSeeds(Metric.SURPLUS);
        double ground = outcome.mean(Metric.GROUND_SURPLUS);
        double uav = outcome.mean(Metric.UAV_SURPLUS);
        double scale = total.estimate() / (ground + uav);
        Bar bar = Bar.stacked(
                Methods.title(outcome.method()),
                new Part(GROUND, ground * scale, Look.GROUND),
                new Part(UAV, uav * scale, Look.UAV));
        return bar.withInterval(total.low(), total.high());
    }
}
