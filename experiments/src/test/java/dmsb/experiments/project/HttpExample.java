package dmsb.experiments.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import dmsb.auction.Auctioneer;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.tools.ToolProvider;

/** The server of examples/http, compiled and running. */
public final class HttpExample implements AutoCloseable {
    private static final Path SOURCE = Path.of("../examples/http/AuctionServer.java");

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;

    private HttpExample(Class<?> type, Supplier<Auctioneer> auctioneers, LongSupplier nanos)
            throws ReflectiveOperationException {
        server = (HttpServer)
                type.getMethod("start", int.class, ExecutorService.class, Supplier.class, LongSupplier.class)
                        .invoke(null, 0, threads, auctioneers, nanos);
    }

    /** An answer. */
    public record Answer(int status, String body) {}

    /** Compiles the example into a folder. */
    public static Class<?> compile(Path folder) throws IOException, ClassNotFoundException {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or every answer waits 40 ms for its acknowledgement
        // Or a connection that nothing came through for 30 s is closed, maybe while the next request is under way.
        System.setProperty("sun.net.httpserver.idleInterval", "3600");
        String classPath = System.getProperty("java.class.path");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-nowarn",
                        "-proc:none",
                        "-cp",
                        classPath,
                        "-d",
                        folder.toString(),
                        SOURCE.toString());
        assertEquals(0, status);
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}).loadClass("AuctionServer");
    }

    /** Starts what was compiled. */
    public static HttpExample start(Class<?> type, Supplier<Auctioneer> auctioneers, LongSupplier nanos)
            throws ReflectiveOperationException {
        return new HttpExample(type, auctioneers, nanos);
    }

    /** Posts a body. */
    public Answer ask(String path, String body) throws IOException, InterruptedException {
        return ask("POST", path, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a request. */
    public Answer ask(String method, String path, byte[] body) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(address)
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
