package dmsb.experiments.cli;

import dmsb.experiments.cluster.Cluster;
import dmsb.experiments.cluster.ClusterEngine;
import dmsb.experiments.config.UsageException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the work is done: in this process, or on a cluster. */
final class ClusterOptions {
    private enum EngineName {
        LOCAL,
        SPARK
    }

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--engine",
            paramLabel = "E",
            defaultValue = "local",
            description = "where the work is done: local, in this process, or spark (default: ${DEFAULT-VALUE})")
    private EngineName engine = EngineName.LOCAL;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "with --engine spark: local[2], spark://host:7077, yarn, ... (default: what spark-submit says, else"
                            + " local[*])")
    private @Nullable String master;

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "with --engine spark: a setting of Spark's, such as spark.executor.memory=2g; repeatable")
    private final Map<String, String> settings = new LinkedHashMap<>();

    boolean isLocal() {
        if (engine == EngineName.LOCAL && (master != null || !settings.isEmpty())) {
            throw new UsageException((master == null ? "--conf" : "--master") + ": expected with --engine spark only");
        }
        return engine == EngineName.LOCAL;
    }

    ClusterEngine engine() {
        return ((Main) command.root().userObject()).engine(engine.name().toLowerCase(Locale.ROOT));
    }

    Cluster cluster() {
        return new Cluster(master, settings);
    }
}
