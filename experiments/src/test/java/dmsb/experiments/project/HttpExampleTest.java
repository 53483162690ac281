package dmsb.experiments.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.Auctioneer;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.experiments.project.HttpExample.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpExampleTest {
    @TempDir
    private static Path folder;

    private static Class<?> type = Object.class;

    private final AtomicLong nanos = new AtomicLong();

    @SuppressWarnings("NullAway.Init") // set before each
    private HttpExample server;

    @BeforeAll
    static void compile() throws Exception {
        type = HttpExample.compile(folder);
    }

    @BeforeEach
    void start() throws Exception {
        server = HttpExample.start(type, () -> new Auctioneer(new LaggedReserveRule(), RoundTerms.of(3)), nanos::get);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void answers(int status, String body, String path, String request) throws Exception {
        assertEquals(new Answer(status, body), server.ask(path, request));
    }

    @Test
    void anAuctionIsHeldFromTheDeclarationToTheRevelation() throws Exception {
        answers(200, "0 1.0", "/cell/post", "100 70");
        answers(200, "1 1.0", "/cell/post", "100 70");
        answers(200, "1 60.0 1.0", "/cell/clear/1", "80 60 -");
        answers(200, "0 70.0 1.0", "/cell/clear/0", "60 60 40");
        answers(200, "ok", "/cell/reveal/0", "93");
        answers(200, "2 1.6666666666666667", "/cell/post", "100 70");
        answers(200, "ok", "/cell/cancel/2", "");
        answers(200, "0 1.0", "/another/post", "100 70");
    }

    @Test
    void whatIsMalformedIsAnsweredWith400AndAReason() throws Exception {
        answers(200, "0 1.0", "/cell/post", "100 70");
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put("/cell/post 100", "expected the UAV's estimate and contract");
        refused.put("/cell/post ", "expected the UAV's estimate and contract");
        refused.put("/cell/post 100 x", "expected a number, got 'x'");
        refused.put("/cell/post 100 NaN", "contract: expected a finite number from 0, got NaN");
        refused.put("/cell/post 1e999 1", "estimate: expected a finite number from 0, got Infinity");
        refused.put("/cell/post -1 1", "estimate: expected a finite number from 0, got -1");
        refused.put("/cell/post/0 100 70", "expected /CELL/post");
        refused.put("/cell/clear/0 1 2", "expected a bid of every base station");
        refused.put("/cell/clear/0 1 2 3 4", "expected a bid of every base station");
        refused.put("/cell/clear/0 1 -2 3", "bids[1]: expected a finite number from 0, got -2");
        refused.put("/cell/clear/0 1 NaN 3", "bids[1]: expected a finite number from 0, got NaN");
        refused.put("/cell/clear/x 1 2 3", "expected the number of an auction, got 'x'");
        refused.put("/cell/clear/-1 1 2 3", "expected the number of an auction");
        refused.put("/cell/clear/99999999999999999999 1 2 3", "expected the number of an auction");
        refused.put("/cell/reveal/0 1 2", "expected the UAV's value");
        refused.put("/cell/cancel/0 1", "expected no numbers");
        refused.put("/cell/sell/0 1 2 3", "expected /CELL/post");
        refused.put("/cell 1 2 3", "expected /CELL/post");
        refused.put("/ 1 2 3", "expected /CELL/post");
        refused.put("/cell/clear/0/0 1 2 3", "expected /CELL/post");
        refused.put("/cell/invite/0 1 2 3", "expected /CELL/post");
        refused.put("/cell/invite 1 x", "expected the number of a station, got 'x'");
        refused.put("/cell/invite 1 2", "stations: expected all 3, got 2");
        for (Map.Entry<String, String> request : refused.entrySet()) {
            int space = request.getKey().indexOf(' ');
            Answer answer = server.ask(
                    request.getKey().substring(0, space), request.getKey().substring(space + 1));
            assertEquals(400, answer.status(), request + ": " + answer);
            assertTrue(answer.body().startsWith(request.getValue()), request + ": " + answer);
        }
        assertEquals(
                400,
                server.ask("POST", "/cell/post", new byte[] {(byte) 0xff, 0, ' ', 7})
                        .status());
        answers(200, "1 60.0 1.0", "/cell/clear/0", "80 60 40");
    }

    @Test
    void stationsJoinAndLeaveByTheListOfThoseInvited() throws Exception {
        Scenario market = Scenario.standard().with(Scenario.GROUND_STATIONS, new Stations(2, 4));
        try (HttpExample range = HttpExample.start(
                type, () -> new Auctioneer(new LaggedReserveRule(), RoundTerms.of(market)), nanos::get)) {
            Map<String, String> requests = new LinkedHashMap<>();
            requests.put("/cell/post 100 70", "200 0 1.0");
            requests.put("/cell/invite 1 4", "200 ok");
            requests.put("/cell/post 100 70 ", "200 1 1.0");
            requests.put("/cell/clear/1 80 60 - 40", "400 bids[1]: expected none, as station 2 is not invited, got 60");
            requests.put("/cell/clear/1 80 - - 40", "200 1 40.0 1.0");
            requests.put("/cell/clear/0 80 60 - 40", "200 1 60.0 1.0"); // posted before station 2 left
            requests.put("/cell/invite 1", "400 stations: expected 2 to 4 of them, got 1");
            requests.put("/cell/invite 1 1", "400 stations: expected each of them once, got station 1 twice");
            requests.put("/cell/invite 1 5", "400 stations[1]: expected a whole number from 1 to 4, got 5");
            requests.put("/cell/invite 2 3 4", "200 ok");
            requests.put("/cell/post 100 70  ", "200 2 2.5");
            requests.put("/cell/clear/2 - 99 - 30", "200 2 75.0 2.5"); // station 3 is silent
            for (Map.Entry<String, String> request : requests.entrySet()) {
                int space = request.getKey().indexOf(' ');
                Answer answer = range.ask(
                        request.getKey().substring(0, space), request.getKey().substring(space + 1));
                assertEquals(request.getValue(), answer.status() + " " + answer.body(), request.getKey());
            }
        }
    }

    @Test
    void whatIsNotThereOrOutOfTurnIsSaid() throws Exception {
        answers(404, "auction 0: expected an open one", "/cell/clear/0", "1 2 3");
        answers(200, "0 1.0", "/cell/post", "100 70");
        answers(404, "auction 0: expected one of the last that the UAV served", "/cell/reveal/0", "1");
        answers(200, "0 70.0 1.0", "/cell/clear/0", "3 3 -");
        answers(404, "auction 0: expected an open one", "/cell/clear/0", "1 2 3");
        answers(404, "auction 0: expected an open one", "/cell/cancel/0", "");
        answers(200, "ok", "/cell/reveal/0", "1");
        answers(404, "auction 0: expected one of the last that the UAV served", "/cell/reveal/0", "1");
        assertEquals(405, server.ask("GET", "/cell/post", new byte[0]).status());
        assertEquals(405, server.ask("DELETE", "/cell/post", new byte[0]).status());
    }

    @Test
    void bodiesCellsAndOpenAuctionsAreBounded() throws Exception {
        byte[] body = " ".repeat(1 << 17).getBytes(StandardCharsets.UTF_8);
        assertEquals(413, server.ask("POST", "/cell/post", body).status());
        for (int i = 0; i < 64; i++) {
            assertEquals(200, server.ask("/cell/post", "1 1").status());
        }
        answers(409, "expected at most 64 open auctions; clear or cancel one", "/cell/post", "1 1");
    }

    @Test
    void anAuctionThatStaysOpenExpires() throws Exception {
        answers(200, "0 1.0", "/cell/post", "100 70");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(59));
        answers(200, "1 1.0", "/cell/post", "100 70");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        answers(404, "auction 0: expected an open one", "/cell/clear/0", "3 2 1");
        answers(200, "1 2.0 1.0", "/cell/clear/1", "3 2 1");
    }
}
