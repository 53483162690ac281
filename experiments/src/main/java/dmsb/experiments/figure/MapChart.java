package dmsb.experiments.figure;

import dmsb.core.argument.Require;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A map in metres, north up: streets, sites of base stations, the way of a UAV, and the places where tasks were served, in the
 * colour of who served them. One scale holds for both directions.
 *
 * @param title what the map shows
 * @param streets ways that were driven
 * @param sites base stations; the area of the square grows with the tasks that one has served
 * @param flight the way of the UAV, which may be empty
 * @param tasks where tasks were served
 */
public record MapChart(
        String title, List<List<Spot>> streets, List<Site> sites, List<Spot> flight, List<ServedTask> tasks)
        implements Chart {
    private static final double MARGIN = 10;
    private static final double LATTICE = 4; // px: ways that differ by less are one street
    private static final double TALLEST = 1.5; // times the width

    /**
     * A place.
     *
     * @param x from west to east in m
     * @param y from south to north in m
     */
    public record Spot(double x, double y) {}

    /**
     * A base station.
     *
     * @param name its name
     * @param at where it stands
     * @param served the tasks that it has served
     */
    public record Site(String name, Spot at, int served) {}

    /**
     * A task that was served.
     *
     * @param at where the vehicle was
     * @param byUav whether the UAV served it, not a base station
     */
    public record ServedTask(Spot at, boolean byUav) {}

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the title is blank, or no place is finite
     */
    public MapChart {
        Require.notBlank("map title", title);
        streets = streets.stream().map(List::copyOf).toList();
        sites = List.copyOf(sites);
        flight = List.copyOf(flight);
        tasks = List.copyOf(tasks);
        if (extent(streets, sites, flight, tasks, true).isEmpty()
                || extent(streets, sites, flight, tasks, false).isEmpty()) {
            throw Require.refusal("map '" + title + "'", "a place", "none");
        }
    }

    private static Span extent(
            List<List<Spot>> streets, List<Site> sites, List<Spot> flight, List<ServedTask> tasks, boolean eastward) {
        Span span = Span.EMPTY;
        for (List<Spot> street : streets) {
            span = with(span, street, eastward);
        }
        span = with(span, sites.stream().map(Site::at).toList(), eastward);
        span = with(span, flight, eastward);
        return with(span, tasks.stream().map(ServedTask::at).toList(), eastward);
    }

    private static Span with(Span span, List<Spot> spots, boolean eastward) {
        Span wider = span;
        for (Spot spot : spots) {
            wider = wider.with(eastward ? spot.x() : spot.y());
        }
        return wider;
    }

    private long byUav() {
        return tasks.stream().filter(ServedTask::byUav).count();
    }

    @Override
    public String description() {
        return "Map: " + title + ". " + tasks.size() + " tasks, " + byUav() + " of them served by the UAV, "
                + (tasks.size() - byUav()) + " by " + sites.size() + " base stations.";
    }

    @Override
    public String csv() {
        ChartCsv csv = new ChartCsv("what", "x", "y", "served");
        for (Site site : sites) {
            csv.row("site " + site.name())
                    .number(site.at().x())
                    .number(site.at().y())
                    .number(site.served());
        }
        for (ServedTask task : tasks) {
            csv.row(task.byUav() ? "task of the UAV" : "task of a base station")
                    .number(task.at().x())
                    .number(task.at().y())
                    .number(1);
        }
        for (Spot spot : flight) {
            csv.row("UAV").number(spot.x()).number(spot.y()).number(Double.NaN);
        }
        return csv.text();
    }

    @Override
    public void drawOn(Canvas canvas, ChartSize size) {
        ChartTitle heading = new ChartTitle(title, size);
        Legend legend = new Legend(size.width());
        legend.add(Legend.Sample.LINE, "lead plain", "streets");
        legend.add(Legend.Sample.LINE, "lead " + Look.UAV.line() + " d1", "way of the UAV");
        legend.add(Legend.Sample.FILL, "fill " + Look.UAV.fill(), "served by the UAV (" + byUav() + ")");
        legend.add(
                Legend.Sample.FILL,
                "fill " + Look.GROUND.fill(),
                "served by a base station (" + (tasks.size() - byUav()) + ")");
        legend.add(Legend.Sample.FILL, "net", "base station");
        Scale scale = Scale.of(this, size, heading.height() + legend.height() + 4);
        canvas.begin(scale.bottom() + 30, description());
        heading.draw(canvas);
        legend.draw(canvas, 0, heading.height());
        canvas.path("lead plain", streetPath(scale), "");
        canvas.path("lead " + Look.UAV.line() + " d1", path(flight, scale), "");
        for (ServedTask task : tasks) {
            String look = (task.byUav() ? Look.UAV : Look.GROUND).fill();
            canvas.dot("dot " + look, scale.px(task.at()), scale.py(task.at()), 2.5, "");
        }
        for (Site site : sites) {
            double half = 2.5 + Math.min(6.0, Math.sqrt(site.served()) / 2);
            canvas.rect(
                    "net",
                    scale.px(site.at()) - half,
                    scale.py(site.at()) - half,
                    2 * half,
                    2 * half,
                    canvas.interactive() ? site.name() + ": " + site.served() : "");
        }
        drawBar(canvas, scale);
        canvas.end();
    }

    /** Streets as pieces of a lattice, each of them once: many vehicles drive the same way. */
    private String streetPath(Scale scale) {
        Set<String> pieces = new LinkedHashSet<>();
        for (List<Spot> street : streets) {
            String last = "";
            for (Spot spot : street) {
                String here = Canvas.at(
                        LATTICE * Math.rint(scale.px(spot) / LATTICE), LATTICE * Math.rint(scale.py(spot) / LATTICE));
                if (!last.isEmpty() && !here.equals(last)) {
                    pieces.add(here.compareTo(last) < 0 ? "M" + here + "L" + last : "M" + last + "L" + here);
                }
                last = here;
            }
        }
        return pieces.isEmpty() ? "M0 0" : String.join("", pieces);
    }

    private static String path(List<Spot> spots, Scale scale) {
        StringBuilder data = new StringBuilder();
        for (Spot spot : spots) {
            data.append(data.length() == 0 ? "M" : "L").append(Canvas.at(scale.px(spot), scale.py(spot)));
        }
        return data.length() == 0 ? "M0 0" : data.toString();
    }

    /** A bar of a round number of metres, a quarter of the map or less. */
    private static void drawBar(Canvas canvas, Scale scale) {
        double most = scale.metres() / 4;
        double length = StrictMath.pow(10, Math.floor(StrictMath.log10(most)));
        length = 5 * length <= most ? 5 * length : 2 * length <= most ? 2 * length : length;
        double y = scale.bottom() + 12;
        double end = MARGIN + length * scale.perMetre();
        canvas.path(
                "whisker",
                "M" + Canvas.at(MARGIN, y - 4) + "V" + Canvas.px(y) + "H" + Canvas.px(end) + "V" + Canvas.px(y - 4),
                "");
        canvas.text("tick", end + 6, y + 3, NumberText.significant(length, 3) + " m");
    }

    /** From metres to pixels. */
    private record Scale(double west, double north, double metres, double perMetre, double top, double bottom) {
        static Scale of(MapChart map, ChartSize size, double top) {
            Span x = extent(map.streets, map.sites, map.flight, map.tasks, true);
            Span y = extent(map.streets, map.sites, map.flight, map.tasks, false);
            double wide = Math.max(1.0, x.high() - x.low());
            double tall = Math.max(1.0, y.high() - y.low());
            double room = size.width() - 2 * MARGIN;
            double perMetre = Math.min(room / wide, TALLEST * room / tall);
            return new Scale(x.low(), y.high(), room / perMetre, perMetre, top, top + tall * perMetre + 2 * MARGIN);
        }

        double px(Spot spot) {
            return MARGIN + (spot.x() - west) * perMetre;
        }

        double py(Spot spot) {
            return top + MARGIN + (north - spot.y()) * perMetre;
        }
    }
}
