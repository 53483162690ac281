import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dmsb.auction.Auctioneer;
import dmsb.auction.Clearing;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.rule.LaggedReserveRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Auctions over HTTP, with nothing but the JDK's own server. Every cell of the road has its own auctioneer and history:
 *
 * <pre>
 * POST /CELL/post   100 70          the UAV's estimate and contract   -&gt; rho
 * POST /CELL/clear  80 60 40        the sealed bids                   -&gt; winner price rho
 * </pre>
 *
 * {@code AuctionServer 8080} serves until it is stopped; {@code AuctionServer} alone holds a load test against itself.
 */
public class AuctionServer {
    private static final int STATIONS = 3;
    private static final int CLIENTS = 8;
    private static final int ROUNDS = 250;

    /** One cell's auctions, one at a time: the lock is the cell itself. */
    private static final class Cell {
        private final Auctioneer auctioneer = new Auctioneer(new LaggedReserveRule());
        private final Announcement announcement = new Announcement(0, new BidHistory(STATIONS, 1));

        synchronized String post(double... declared) {
            if (declared.length != 2) {
                throw new IllegalArgumentException("expected the UAV's estimate and contract");
            }
            announcement.declare(declared[0], declared[1]);
            return Double.toString(auctioneer.post(announcement));
        }

        synchronized String clear(double... bids) {
            Clearing clearing = auctioneer.clear(bids);
            return clearing.winner() + " " + clearing.price() + " " + clearing.rho();
        }
    }

    private final Map<String, Cell> cells = new ConcurrentHashMap<>();

    private void handle(HttpExchange exchange) throws IOException {
        int status = 200;
        String answer;
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1); // "", cell, verb
            double[] numbers = numbers(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Cell cell = cells.computeIfAbsent(path[1], name -> new Cell());
            try {
                answer = switch (path.length == 3 ? path[2] : "") {
                    case "post" -> cell.post(numbers);
                    case "clear" -> cell.clear(numbers);
                    default -> throw new IllegalArgumentException("expected /CELL/post or /CELL/clear");
                };
            } catch (IllegalArgumentException e) {
                status = 400; // the library's message names what was expected and what came
                answer = e.getMessage();
            } catch (IllegalStateException e) {
                status = 409; // clear before post
                answer = e.getMessage();
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.strip().split("\\s+", -1)).mapToDouble(Double::parseDouble).toArray();
    }

    private static HttpServer start(int port, ExecutorService threads) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", new AuctionServer()::handle);
        server.setExecutor(threads);
        server.start();
        return server;
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or every answer waits 40 ms for its acknowledgement
        ExecutorService threads = Executors.newFixedThreadPool(4);
        if (args.length == 1) {
            start(Integer.parseInt(args[0]), threads);
            return;
        }
        HttpServer server = start(0, threads);
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
        expect("clear: expected post before every auction", ask(client, cell + "/clear", 1, 2, 3));
        SplittableRandom random = new SplittableRandom(seed);
        Cell beside = new Cell();
        for (int round = 0; round < ROUNDS; round++) {
            double estimate = 100 * random.nextDouble();
            expect(beside.post(estimate, estimate / 2), ask(client, cell + "/post", estimate, estimate / 2));
            double[] bids = random.doubles(STATIONS, 0, 100).toArray();
            expect(beside.clear(bids), ask(client, cell + "/clear", bids));
        }
        return ROUNDS;
    }

    private static String ask(HttpClient client, String address, double... numbers) throws Exception {
        String body = Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static void expect(String expected, String got) {
        if (!expected.equals(got)) {
            throw new AssertionError("expected " + expected + ", got " + got);
        }
    }
}
