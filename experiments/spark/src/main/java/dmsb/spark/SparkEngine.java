package dmsb.spark;

import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.ClearingTotals;
import dmsb.experiments.clearing.SlotTotals;
import dmsb.experiments.cluster.Cluster;
import dmsb.experiments.cluster.ClusterClearing;
import dmsb.experiments.cluster.ClusterEngine;
import dmsb.experiments.cluster.ClusterFiles;
import dmsb.experiments.cluster.ClusterSlotClearing;
import dmsb.experiments.sweep.RunTable;
import dmsb.experiments.sweep.Study;
import dmsb.experiments.sweep.Sweep;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Spark as the command line sees it. Every command opens a session and closes it. */
final class SparkEngine implements ClusterEngine {
    private static final String MASTER = "spark.master";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String CLEAR = "dmsb clear";

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public ClearingTotals clear(Cluster cluster, ClusterClearing job, Consumer<String> complaints) throws IOException {
        try (Leftovers leftovers = new Leftovers();
                SparkSession session = open(cluster, CLEAR)) {
            JavaSparkContext context = context(session);
            if (job.mapping().isPresent()) {
                return new MappedFileClearing(context, job, job.mapping().get(), leftovers).run(complaints);
            }
            Tally tally = new Tally(session.sparkContext());
            new TableClearing(session, job.files(), leftovers)
                    .run(new RoundClearing(
                            context.broadcast(new SharedPricing(job.pricing())),
                            job.skipBadRows(),
                            isText(job.files()),
                            tally));
            tally.complaints().forEach(complaints);
            return tally.totals();
        }
    }

    @Override
    public SlotTotals clearSlots(Cluster cluster, ClusterSlotClearing job) throws IOException {
        try (Leftovers leftovers = new Leftovers();
                SparkSession session = open(cluster, CLEAR)) {
            SlotTally tally = new SlotTally(session.sparkContext());
            new TableClearing(session, job.files(), leftovers)
                    .run(new SlotTableClearing(
                            context(session).broadcast(new SharedSlotPricing(job.pricing())),
                            job.pricing().memory(),
                            isText(job.files()),
                            tally));
            return tally.totals();
        }
    }

    private static boolean isText(ClusterFiles files) {
        return files.output() == ClearingFormat.CSV;
    }

    private static JavaSparkContext context(SparkSession session) {
        return JavaSparkContext.fromSparkContext(session.sparkContext());
    }

    @Override
    public RunTable sweep(Cluster cluster, Study study, String out, Sweep.Audience audience)
            throws IOException, InterruptedException {
        try (SparkSession session = open(cluster, "dmsb sweep")) {
            return new SparkSweep(context(session), out).run(study, audience);
        }
    }

    /** Settings given to the command come before those of spark-submit, and those before what is set here. */
    private static SparkSession open(Cluster cluster, String name) {
        SparkConf conf = new SparkConf();
        conf.setIfMissing("spark.app.name", name);
        if (cluster.master() != null) {
            conf.setMaster(cluster.master());
        }
        cluster.settings().forEach(conf::set);
        conf.setIfMissing(MASTER, "local[*]");
        // Twice as fast and the same results; what is said in extraJavaOptions stays.
        conf.setIfMissing("spark.executor.defaultJavaOptions", "--add-modules=jdk.incubator.vector");
        // A market that is a folder has the name of the folder: market=01 and market=1 are two.
        conf.setIfMissing("spark.sql.sources.partitionColumnTypeInference.enabled", "false");
        // What is told of running tasks is up to date, for schedulers of which RunningTasks has no other account.
        conf.setIfMissing("spark.ui.liveUpdate.period", "0");
        if (conf.get(MASTER).startsWith("local")) {
            // One process: nothing of it need be seen from outside.
            conf.setIfMissing("spark.driver.host", LOOPBACK);
            conf.setIfMissing("spark.driver.bindAddress", LOOPBACK);
            conf.setIfMissing("spark.ui.enabled", "false");
        }
        return SparkSession.builder().config(conf).getOrCreate();
    }
}
