package dmsb.experiments.audit;

import dmsb.core.math.ShortestDecimal;
import dmsb.experiments.csv.CsvText;
import dmsb.experiments.figure.Bar;
import dmsb.experiments.figure.BarChart;
import dmsb.experiments.figure.Chart;
import dmsb.experiments.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What truthfulness over time costs, and what its absence costs: of several ways of selling the fraction of first best with
 * obedient stations, with one that games, and with spoilers. By the number of stations, and then in the order of what survives.
 *
 * @param rows the ways of selling by the number of stations, of one number those of which most survives first
 */
public record TruthfulnessPrice(List<Audited> rows) {
    /**
     * One way of selling.
     *
     * @param name its name
     * @param groundStations the number of stations of its market
     * @param audit what was found
     */
    public record Audited(String name, int groundStations, DynamicAudit audit) {
        /**
         * What survives: the least of what is left with obedient stations, with one that games and with all spoiling.
         *
         * @return a fraction of first best
         */
        public double survives() {
            double least = Math.min(audit.obedient().estimate(), audit.gamed().estimate());
            return Math.min(least, spoiledByAll().estimate());
        }

        /**
         * What one spoiler leaves.
         *
         * @return the fraction of first best; as with obedient stations in a market of one
         */
        public Interval spoiledByOne() {
            return audit.spoiled().isEmpty()
                    ? audit.obedient()
                    : audit.spoiled().get(0).fraction();
        }

        /**
         * What is left where all spoil.
         *
         * @return the fraction of first best; as with obedient stations in a market of one
         */
        public Interval spoiledByAll() {
            return audit.spoiled().isEmpty()
                    ? audit.obedient()
                    : audit.spoiled().get(audit.spoiled().size() - 1).fraction();
        }

        /**
         * The gain of one station by what pays it most of all that was found.
         *
         * @return its share of the truthful utility, 0 if nothing pays; infinite if the truth earns nothing
         */
        public double gain() {
            return audit.mostProfitable().map(found -> found.gain().estimate()).orElse(0.0);
        }

        /** The columns of this row by their names, in order. */
        Map<String, Interval> columns() {
            Map<String, Interval> columns = new LinkedHashMap<>();
            columns.put("obedient", audit.obedient());
            columns.put("gamed", audit.gamed());
            columns.put("spoiledByOne", spoiledByOne());
            columns.put("spoiledByAll", spoiledByAll());
            return columns;
        }
    }

    /** Puts the rows into their order. */
    public TruthfulnessPrice {
        rows = rows.stream()
                .sorted(Comparator.comparingInt(Audited::groundStations)
                        .thenComparing(
                                Comparator.comparingDouble(Audited::survives).reversed()))
                .toList();
    }

    /**
     * The table as CSV, a row a way of selling, unrounded.
     *
     * @return the text
     */
    public String csv() {
        List<List<String>> lines = new ArrayList<>();
        for (Audited row : rows) {
            if (lines.isEmpty()) {
                List<String> header = new ArrayList<>(List.of("rule", "groundStations", "truthfulOverTime", "gain"));
                row.columns().keySet().forEach(name -> header.addAll(List.of(name, name + "Low", name + "High")));
                lines.add(header);
            }
            List<String> line = new ArrayList<>(List.of(
                    row.name(),
                    String.valueOf(row.groundStations()),
                    String.valueOf(row.audit().isTruthfulOverTime()),
                    ShortestDecimal.of(row.gain())));
            for (Interval column : row.columns().values()) {
                line.add(ShortestDecimal.of(column.estimate()));
                line.add(column.isKnown() ? ShortestDecimal.of(column.low()) : "");
                line.add(column.isKnown() ? ShortestDecimal.of(column.high()) : "");
            }
            lines.add(line);
        }
        return CsvText.of(csv -> lines.forEach(csv::writeRecord));
    }

    /**
     * The table as a chart: of every way of selling four bars.
     *
     * @return the chart
     */
    public Chart chart() {
        List<Bar> bars = new ArrayList<>();
        for (Audited row : rows) {
            bars.add(bar("obedient", row.audit().obedient(), row));
            bars.add(bar("one station games", row.audit().gamed(), row));
            bars.add(bar("one station spoils", row.spoiledByOne(), row));
            bars.add(bar("all stations spoil", row.spoiledByAll(), row));
        }
        return new BarChart("What is left of the surplus", "fraction of first best", bars)
                .withHighlight("obedient")
                .withInterval("95 % interval over episodes");
    }

    private Bar bar(String name, Interval left, Audited row) {
        boolean several =
                rows.stream().mapToInt(Audited::groundStations).distinct().count() > 1;
        return Bar.of(name, left.estimate(), left.low(), left.high())
                .inGroup(row.name() + (several ? ", N = " + row.groundStations() : ""));
    }

    /**
     * The table as plain values by key.
     *
     * @return the values, in order
     */
    public Map<String, Object> toMap() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Audited row : rows) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("rule", row.name());
            map.put("groundStations", row.groundStations());
            map.put("audit", row.audit().toMap());
            all.add(map);
        }
        return Map.of("rules", all);
    }
}
