import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dmsb.auction.Auctioneer;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.SealedBids;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.LaggedReserveRule;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Auctions over HTTP, with nothing but the JDK's own server. Every cell of the road has its own auctioneer and history:
 *
 * <pre>
 * POST /CELL/post        100 70        the UAV's estimate and contract, then any market conditions  -&gt; NUMBER RHO
 * POST /CELL/clear/0     80 60 -       the sealed bids of auction 0, - where one is missing         -&gt; WINNER PRICE RHO
 * POST /CELL/reveal/0    93            what serving auction 0 was worth to the UAV                  -&gt; ok
 * POST /CELL/cancel/0                  no bids will come                                            -&gt; ok
 * POST /CELL/invite      1 2 5         the stations that take part in the auctions posted from now  -&gt; ok
 * </pre>
 *
 * <p>Stations join and leave by another list; each keeps its number, and its bid stands in the place of that number. Here 2 to 5
 * stations take part, at first all five. An auction that is posted keeps its stations. A station that is not invited and one
 * that is silent both have a -; the rule knows the one from the other.
 *
 * <p>A request that is malformed is answered with 400 and a reason, one about an auction that is not there with 404, one out
 * of turn with 409, a body that is too long with 413. Auctions that stay open are cancelled after a minute. {@code
 * AuctionServer 8080} serves until it is stopped; {@code AuctionServer} alone holds a load test against itself.
 */
public class AuctionServer {
    private static final Stations STATIONS = new Stations(2, 5);
    private static final int CLIENTS = 8;
    private static final int ROUNDS = 250;

    private static final int LONGEST_BODY = 1 << 16;
    private static final int MOST_CELLS = 10_000;
    private static final int MOST_OPEN = 64; // in one cell
    private static final int MOST_REVEALABLE = 256; // in one cell, the last ones
    private static final long LIFETIME_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** An answer that is not 200. */
    private static final class Refused extends Exception {
        private final int status;

        Refused(int status, String reason) {
            super(reason);
            this.status = status;
        }
    }

    /** An open auction and when it was posted. */
    private record Open(Posted posted, long since) {}

    /** One cell's auctions, one request at a time: the lock is the cell itself. */
    private static final class Cell {
        private final Auctioneer auctioneer;
        private final LongSupplier nanos;
        private final Map<Long, Open> open = new LinkedHashMap<>();
        private final Map<Long, Settlement> settled = new LinkedHashMap<>();

        Cell(Auctioneer auctioneer, LongSupplier nanos) {
            this.auctioneer = auctioneer;
            this.nanos = nanos;
        }

        synchronized String answer(String verb, String number, String[] words) throws Refused {
            expire();
            if (verb.equals("post") && number.isEmpty()) {
                return post(numbers(words));
            }
            if (verb.equals("invite") && number.isEmpty()) {
                int[] stations = new int[words.length];
                for (int i = 0; i < stations.length; i++) {
                    stations[i] = station(words[i]);
                }
                auctioneer.invite(stations);
                return "ok";
            }
            long auction = auction(number);
            switch (verb) {
                case "clear":
                    return clear(auction, words);
                case "reveal":
                    return reveal(auction, numbers(words));
                case "cancel":
                    requireCount("no numbers", 0, words.length);
                    open(auction).cancel();
                    open.remove(auction);
                    return "ok";
                default:
                    throw unknownVerb();
            }
        }

        private void expire() {
            long now = nanos.getAsLong();
            open.values().removeIf(auction -> {
                boolean old = now - auction.since() > LIFETIME_NANOS;
                if (old) {
                    auction.posted().cancel();
                }
                return old;
            });
        }

        private String post(double[] declared) throws Refused {
            int conditions = auctioneer.terms().conditionCount();
            if (declared.length != 2 && declared.length != 2 + conditions) {
                throw new Refused(400, "expected the UAV's estimate and contract, and " + conditions
                        + " market conditions or none, got " + declared.length + " numbers");
            }
            if (open.size() == MOST_OPEN) {
                throw new Refused(409, "expected at most " + MOST_OPEN + " open auctions; clear or cancel one");
            }
            if (declared.length == 2) {
                auctioneer.announce(declared[0], declared[1]);
            } else {
                auctioneer.announce(Arrays.copyOfRange(declared, 2, declared.length), declared[0], declared[1]);
            }
            Posted posted = auctioneer.post();
            open.put(posted.number(), new Open(posted, nanos.getAsLong()));
            return posted.number() + " " + posted.rho();
        }

        private String clear(long auction, String[] words) throws Refused {
            Posted posted = open(auction);
            requireCount("a bid of every base station, or -", auctioneer.terms().groundStations(), words.length);
            SealedBids bids = new SealedBids(words.length);
            for (int n = 1; n <= words.length; n++) {
                if (!words[n - 1].equals("-")) {
                    bids.bid(n, number(words[n - 1]));
                }
            }
            Settlement settlement = posted.clear(bids);
            open.remove(auction);
            if (settlement.uavServes()) {
                settled.put(auction, settlement);
                if (settled.size() > MOST_REVEALABLE) {
                    settled.remove(settled.keySet().iterator().next());
                }
            }
            return settlement.winner() + " " + settlement.price() + " " + settlement.rho();
        }

        private String reveal(long auction, double[] value) throws Refused {
            requireCount("the UAV's value", 1, value.length);
            Settlement settlement = settled.get(auction);
            if (settlement == null) {
                throw new Refused(404, "auction " + auction + ": expected one of the last that the UAV served");
            }
            settlement.reveal(value[0]);
            settled.remove(auction);
            return "ok";
        }

        private Posted open(long auction) throws Refused {
            Open found = open.get(auction);
            if (found == null) {
                throw new Refused(404, "auction " + auction + ": expected an open one");
            }
            return found.posted();
        }
    }

    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private final Supplier<Auctioneer> auctioneers;
    private final LongSupplier nanos;

    /**
     * A server that makes an auctioneer for every cell.
     *
     * @param auctioneers makes them
     * @param nanos tells the time in ns
     */
    private AuctionServer(Supplier<Auctioneer> auctioneers, LongSupplier nanos) {
        this.auctioneers = auctioneers;
        this.nanos = nanos;
    }

    private Cell cell(String name) throws Refused {
        synchronized (cells) {
            Cell cell = cells.get(name);
            if (cell == null) {
                if (cells.size() == MOST_CELLS) {
                    throw new Refused(503, "expected at most " + MOST_CELLS + " cells");
                }
                cell = new Cell(auctioneers.get(), nanos);
                cells.put(name, cell);
            }
            return cell;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            String answer;
            try {
                answer = answer(exchange);
            } catch (Refused e) {
                status = e.status;
                answer = e.getMessage();
            } catch (IllegalArgumentException e) {
                status = 400; // the library's message names what was expected and what came
                answer = e.getMessage();
            } catch (IllegalStateException e) {
                status = 409; // out of turn
                answer = e.getMessage();
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String answer(HttpExchange exchange) throws IOException, Refused {
        if (!exchange.getRequestMethod().equals("POST")) {
            throw new Refused(405, "expected POST, got " + exchange.getRequestMethod());
        }
        String[] path = exchange.getRequestURI().getPath().split("/", -1); // "", cell, verb, number
        if (path.length < 3 || path.length > 4 || path[1].isEmpty()) {
            throw unknownVerb();
        }
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(LONGEST_BODY + 1);
        }
        if (body.length > LONGEST_BODY) {
            throw new Refused(413, "expected a body of at most " + LONGEST_BODY + " bytes");
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        String[] words = text.isEmpty() ? new String[0] : text.split("\\s+", -1);
        if (!List.of("post", "invite", "clear", "reveal", "cancel").contains(path[2])) {
            throw unknownVerb();
        }
        return cell(path[1]).answer(path[2], path.length == 4 ? path[3] : "", words);
    }

    private static Refused unknownVerb() {
        return new Refused(400, "expected /CELL/post or invite, or /CELL/clear, reveal or cancel and the number of an auction");
    }

    private static long auction(String number) throws Refused {
        if (!number.matches("[0-9]{1,18}")) {
            throw new Refused(400, "expected the number of an auction, got '" + number + "'");
        }
        return Long.parseLong(number);
    }

    private static int station(String word) throws Refused {
        if (!word.matches("[0-9]{1,9}")) {
            throw new Refused(400, "expected the number of a station, got '" + word + "'");
        }
        return Integer.parseInt(word);
    }

    private static void requireCount(String what, int expected, int got) throws Refused {
        if (expected != got) {
            throw new Refused(400, "expected " + what + ": " + expected + " of them, got " + got);
        }
    }

    private static double[] numbers(String[] words) throws Refused {
        double[] numbers = new double[words.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(words[i]);
        }
        return numbers;
    }

    private static double number(String word) throws Refused {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new Refused(400, "expected a number, got '" + word + "'");
        }
    }

    /**
     * Serves on the loopback address.
     *
     * @param port the port, 0 for any
     * @param threads run the requests
     * @param auctioneers makes the auctioneer of a cell
     * @param nanos tells the time in ns
     * @return the server, running
     * @throws IOException if the port is taken
     */
    public static HttpServer start(
            int port, ExecutorService threads, Supplier<Auctioneer> auctioneers, LongSupplier nanos)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", new AuctionServer(auctioneers, nanos)::handle);
        server.setExecutor(threads);
        server.start();
        return server;
    }

    private static Auctioneer newAuctioneer() {
        return new Auctioneer(
                new LaggedReserveRule(), RoundTerms.of(Scenario.standard().with(Scenario.GROUND_STATIONS, STATIONS)));
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or every answer waits 40 ms for its acknowledgement
        ExecutorService threads = Executors.newFixedThreadPool(4);
        if (args.length == 1) {
            start(Integer.parseInt(args[0]), threads, AuctionServer::newAuctioneer, System::nanoTime);
            return;
        }
        HttpServer server = start(0, threads, AuctionServer::newAuctioneer, System::nanoTime);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<Integer>> load = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int seed = client;
                load.add(() -> drive(server.getAddress().getPort(), seed));
            }
            int cleared = 0;
            long start = System.nanoTime();
            for (Future<Integer> result : clients.invokeAll(load)) {
                cleared += result.get();
            }
            System.out.println(CLIENTS + " clients, " + cleared + " auctions, every answer as computed beside it");
            System.err.printf("%.0f auctions/s%n", cleared / ((System.nanoTime() - start) / 1e9));
        } finally {
            clients.shutdown();
            server.stop(0);
            threads.shutdown();
        }
    }

    /** One client with a cell of its own: every answer must be what an auctioneer in this process says. */
    private static int drive(int port, int seed) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        String cell = "http://localhost:" + port + "/cell" + seed;
        expect("404 auction 0: expected an open one", ask(client, cell + "/clear/0", "1 2 3"));
        expect("400 expected a number, got 'x'", ask(client, cell + "/post", "1 x"));
        SplittableRandom random = new SplittableRandom(seed);
        Auctioneer beside = newAuctioneer();
        List<Integer> invited = List.of(1, 2, 3, 4, 5);
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 10 == 9) { // some join, some leave
                invited = someStations(random);
                beside.invite(invited.stream().mapToInt(Integer::intValue).toArray());
                String numbers = invited.stream().map(String::valueOf).collect(Collectors.joining(" "));
                expect("200 ok", ask(client, cell + "/invite", numbers));
            }
            double estimate = 100 * random.nextDouble();
            Posted posted = beside.announce(estimate, estimate / 2).post();
            expect("200 " + round + " " + posted.rho(), ask(client, cell + "/post", estimate + " " + estimate / 2));
            double[] bids = random.doubles(STATIONS.most(), 0, 100).toArray();
            for (int n = 1; n <= bids.length; n++) { // one in eight is silent
                bids[n - 1] = invited.contains(n) && random.nextInt(8) > 0 ? bids[n - 1] : Double.NaN;
            }
            String sealed = Arrays.stream(bids)
                    .mapToObj(bid -> Double.isNaN(bid) ? "-" : Double.toString(bid))
                    .collect(Collectors.joining(" "));
            Settlement settlement = posted.clear(bids);
            expect(
                    "200 " + settlement.winner() + " " + settlement.price() + " " + settlement.rho(),
                    ask(client, cell + "/clear/" + round, sealed));
            if (settlement.uavServes() && random.nextBoolean()) {
                settlement.reveal(estimate);
                expect("200 ok", ask(client, cell + "/reveal/" + round, Double.toString(estimate)));
            }
        }
        return ROUNDS;
    }

    private static List<Integer> someStations(SplittableRandom random) {
        List<Integer> stations = new ArrayList<>(List.of(1, 2, 3, 4, 5));
        int count = random.nextInt(STATIONS.fewest(), STATIONS.most() + 1);
        while (stations.size() > count) {
            stations.remove(random.nextInt(stations.size()));
        }
        return stations;
    }

    private static String ask(HttpClient client, String address, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private static void expect(String expected, String got) {
        if (!expected.equals(got)) {
            throw new AssertionError("expected " + expected + ", got " + got);
        }
    }
}
