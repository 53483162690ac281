package dmsb.auction.market.town;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the sample of the library: vehicles that drive at random through a grid of streets, stop at red lights, and leave;
 * and sites at the corners. It shows what the files look like, and is no traffic simulation.
 */
final class GridTraffic {
    private static final int STREETS = 6;
    private static final double BLOCK = 130.0;
    private static final int SECONDS = 300;
    private static final int VEHICLES = 50;
    private static final int SHORTEST = 40;
    private static final int LONGEST = 200;

    private GridTraffic() {}

    /** A vehicle on its way from one corner to the next. */
    private static final class Vehicle {
        final int id;
        final int begin;
        final int end;
        final double speed;
        final RandomStream random;
        int column;
        int row;
        int toColumn;
        int toRow;
        double done;
        int waiting;

        Vehicle(int id, SeedTree seeds) {
            this.id = id;
            random = seeds.child(id).stream();
            begin = random.nextInt(SECONDS - SHORTEST);
            end = begin + SHORTEST + random.nextInt(LONGEST - SHORTEST);
            speed = 8.0 + 6.0 * random.nextDouble();
            column = random.nextInt(STREETS);
            row = random.nextInt(STREETS);
            toColumn = column;
            toRow = row;
            turn(column, row);
        }

        private void turn(int fromColumn, int fromRow) {
            List<int[]> ways = new ArrayList<>();
            for (int[] way : new int[][] {{column + 1, row}, {column - 1, row}, {column, row + 1}, {column, row - 1}}) {
                boolean inside = way[0] >= 0 && way[0] < STREETS && way[1] >= 0 && way[1] < STREETS;
                if (inside && (way[0] != fromColumn || way[1] != fromRow)) {
                    ways.add(way);
                }
            }
            int[] way = ways.get(random.nextInt(ways.size()));
            toColumn = way[0];
            toRow = way[1];
        }

        void drive() {
            if (waiting > 0) {
                waiting--;
                return;
            }
            done += speed;
            if (done >= BLOCK) {
                done = 0.0;
                int fromColumn = column;
                int fromRow = row;
                column = toColumn;
                row = toRow;
                turn(fromColumn, fromRow);
                waiting = random.nextDouble() < 0.4 ? 3 + random.nextInt(20) : 0;
            }
        }

        double x() {
            return BLOCK * (column + (toColumn - column) * done / BLOCK) + 2.0 * (toRow - row);
        }

        double y() {
            return BLOCK * (row + (toRow - row) * done / BLOCK) - 2.0 * (toColumn - column);
        }
    }

    static String trace() {
        SeedTree seeds = SeedTree.of(2026).child("traffic");
        List<Vehicle> vehicles = new ArrayList<>();
        for (int id = 0; id < VEHICLES; id++) {
            vehicles.add(new Vehicle(id, seeds));
        }
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<fcd-export>\n");
        for (int second = 0; second < SECONDS; second++) {
            xml.append(String.format(Locale.ROOT, " <timestep time=\"%d.00\">\n", second));
            for (Vehicle vehicle : vehicles) {
                if (second >= vehicle.begin && second < vehicle.end) {
                    xml.append(String.format(
                            Locale.ROOT,
                            "  <vehicle id=\"%d\" x=\"%.1f\" y=\"%.1f\"/>\n",
                            vehicle.id,
                            vehicle.x(),
                            vehicle.y()));
                    vehicle.drive();
                }
            }
            xml.append(" </timestep>\n");
        }
        return xml.append("</fcd-export>\n").toString();
    }

    /** Along every street a site each 65 m, of which half are there, up to 20 m off. */
    static String sites() {
        RandomStream random = SeedTree.of(2026).child("sites").stream();
        StringBuilder csv = new StringBuilder("site,x,y\n");
        int number = 1;
        int last = 2 * (STREETS - 1);
        for (int column = 0; column <= last; column++) {
            for (int row = 0; row <= last; row++) {
                boolean street = column % 2 == 0 || row % 2 == 0;
                if (street && random.nextDouble() < 0.5) {
                    csv.append(String.format(
                            Locale.ROOT,
                            "S%d,%.0f,%.0f\n",
                            number++,
                            BLOCK * column / 2 + 40.0 * (random.nextDouble() - 0.5),
                            BLOCK * row / 2 + 40.0 * (random.nextDouble() - 0.5)));
                }
            }
        }
        return csv.toString();
    }

    /** Writes the files: {@code GridTraffic FOLDER}. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.writeString(folder.resolve("sites.csv"), sites());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("town.fcd.xml.gz")))) {
            out.write(trace().getBytes(StandardCharsets.UTF_8));
        }
    }
}
