package dmsb.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.experiments.cli.Main;
import dmsb.experiments.cluster.ClusterEngine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The command line as tests call it. */
final class CommandLine {
    record Ran(int status, String out, String err) {}

    private CommandLine() {}

    static Ran dmsb(String words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<ClusterEngine> engines = List.of(new SparkEngine());
        int status = Main.run(out, err, engines, words.split(" ", -1));
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static Ran done(String words) {
        Ran ran = dmsb(words);
        assertEquals(0, ran.status(), ran.err());
        return ran;
    }
}
