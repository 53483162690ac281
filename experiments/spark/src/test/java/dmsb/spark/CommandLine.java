package dmsb.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.experiments.cli.Main;
import dmsb.experiments.cluster.ClusterEngine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** The command line as tests call it. */
final class CommandLine {
    record Ran(int status, String out, String err) {}

    private CommandLine() {}

    static Ran dmsb(String words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<ClusterEngine> engines = List.of(new SparkEngine());
        int status = Main.run(new PrintWriter(out), new PrintWriter(err, true), engines, words.split(" ", -1));
        return new Ran(status, out.toString(), err.toString());
    }

    static Ran done(String words) {
        Ran ran = dmsb(words);
        assertEquals(0, ran.status(), ran.err());
        return ran;
    }
}
