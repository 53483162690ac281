package dmsb.experiments.cli;

import dmsb.experiments.clearing.Clearing;
import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.MappedClearing;
import dmsb.experiments.clearing.Pricing;
import dmsb.experiments.clearing.SlotPricing;
import dmsb.experiments.clearing.SlotTotals;
import dmsb.experiments.cluster.ClusterClearing;
import dmsb.experiments.cluster.ClusterEngine;
import dmsb.experiments.cluster.ClusterFiles;
import dmsb.experiments.cluster.ClusterSlotClearing;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseModels;
import dmsb.experiments.log.mapping.LogMapping;
import dmsb.nn.agent.Inference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dmsb clear}: bids in, winner, price and rho out. */
@Command(
        name = "clear",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Clears a log of auctions: bids in, winner, price and rho out, a row a row, of any length.",
        footer = {
            "",
            "CSV needs a header with bid1, bid2, ...; JSON lines an array \"bids\". If there, \"id\" comes out again (otherwise the"
                    + " number of the line) and \"contract\" is what the UAV pays where it serves (otherwise 0). Winner 0 is the UAV."
                    + " The same bytes come out for any number of threads. Totals go to standard error.",
            "",
            "With --model the file is a log as 'train --bids' reads it: in CSV, in the order of time, and where the text in 'market' or"
                    + " 'episode' changes a new market begins; estimate and contract have to be there. Where 'uavValue' tells the"
                    + " UAV's value, it is revealed if the UAV serves, on the terms of the model's scenario.",
            "",
            "With --scenario, --rule or a model of 'dmsb dense' the file is a log of slots of several tasks, a row a task, as"
                    + " 'simulate' writes it; a slot is answered as soon as its last task is there. See docs/bid-logs.md.",
            "",
            "With --engine spark files are read and written by a cluster, CSV or Parquet; rows need an 'id', and for --model 'round', by"
                    + " which the rows of a market are put in order; slots are, by 'slot' and 'task'. See docs/spark.md."
        })
final class ClearCommand implements Callable<Integer> {
    private enum BadRows {
        FAIL,
        SKIP
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--bids",
            paramLabel = "F",
            required = true,
            description = "the file of bids, plain or compressed by gzip; - reads standard input")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String bids;

    @Option(
            names = "--mapping",
            paramLabel = "F.yaml",
            description =
                    "what the columns of the file mean, if it is not one of ours; outcomes are then in its own terms; see"
                            + " docs/any-log.md")
    private @Nullable Path mapping;

    /** What rho is, one of the three. */
    private static final class WhatRhoIs {
        @Option(
                names = "--rho",
                paramLabel = "X",
                required = true,
                converter = GivenRhos.RhosText.class,
                description =
                        "the price scaling factor, from 1 to Infinity; of slots one for all tasks, or one for each: 1.5,2,4")
        private @Nullable GivenRhos rhos;

        @Option(
                names = "--model",
                paramLabel = "F",
                required = true,
                description =
                        "a model's file of 'dmsb train' or 'dmsb fit', which prices each row by the rows of its market before it; or"
                                + " one of 'dmsb dense', which prices slots")
        private @Nullable Path model;

        @Option(
                names = "--rule",
                paramLabel = "R",
                required = true,
                description = "of slots: a rule of 'dmsb dense', trained as its first training is")
        private @Nullable String rule;
    }

    @ArgGroup(multiplicity = "1")
    private final WhatRhoIs what = new WhatRhoIs();

    @Mixin
    private final SlotLogOptions slots = new SlotLogOptions();

    @Option(
            names = "--chains",
            paramLabel = "K",
            description =
                    "with --model: average K chains and take the most probable action, or sample one chain if 0 (default: one"
                            + " chain without noise)")
    private @Nullable Integer chains;

    @Option(
            names = "--out",
            paramLabel = "F",
            description =
                    "where outcomes go, compressed if the name ends in .gz; written whole or not at all (default: standard output); with --engine spark"
                            + " the folder that is made of them, required")
    private @Nullable String out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "of what comes in and goes out, csv or jsonl (default: jsonl if the file of bids ends in .jsonl or"
                            + " .ndjson, else csv); with --engine spark of what comes in, csv or parquet (default: csv if the"
                            + " bids end in .csv, else parquet)")
    private @Nullable ClearingFormat format;

    @Option(
            names = "--out-format",
            paramLabel = "FORMAT",
            description = "with --engine spark: of what goes out, csv or parquet (default: parquet)")
    private @Nullable ClearingFormat outFormat;

    @Option(
            names = "--bad-rows",
            paramLabel = "WHAT",
            defaultValue = "fail",
            description =
                    "fail at the first malformed row, or skip such rows; both tell line, column, what was expected and"
                            + " what came (default: ${DEFAULT-VALUE})")
    private BadRows badRows = BadRows.FAIL;

    @Option(names = "--threads", paramLabel = "T", description = "(default: the number of processors)")
    private @Nullable Integer threads;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Override
    public Integer call() throws IOException {
        if (slots.isGiven() || what.rule != null || (what.model != null && DenseModels.isOne(what.model))) {
            return clearSlots();
        }
        if (what.rhos != null && chains != null) {
            throw new UsageException("--chains: expected together with --model only, got --rho " + what.rhos);
        }
        return cluster.isLocal() ? clearHere() : clearOnCluster();
    }

    /** By rho or the model; interleaved as {@link Pricing.Learned} says. */
    private Pricing pricing(boolean interleaved) throws IOException {
        if (what.model == null) {
            return new Pricing.Fixed(Objects.requireNonNull(what.rhos).only());
        }
        InputFile.require("--model", what.model);
        try {
            Inference inference = chains == null ? Inference.noiseless() : Inference.ofChains(chains);
            return new Pricing.Learned(Files.readAllBytes(what.model), inference, interleaved);
        } catch (UsageException | IllegalArgumentException e) {
            throw new UsageException(
                    "--model " + what.model + ": "
                            + String.valueOf(e.getMessage()).replaceFirst("^--model: ", ""),
                    e);
        }
    }

    private int clearOnCluster() throws IOException {
        LogMapping shape = mapping == null ? null : LogMapping.read(mapping);
        ClusterFiles files = filesOfCluster(shape == null ? ClearingFormat.PARQUET : ClearingFormat.CSV);
        ClusterClearing job = new ClusterClearing(
                files,
                Optional.ofNullable(shape),
                pricing(shape != null && shape.interleaved()),
                badRows == BadRows.SKIP);
        report(ClearingReport.ofRounds(cluster.engine().clear(cluster.cluster(), job, this::complain)));
        return 0;
    }

    /** Where a cluster reads and writes, in a format that stands in if none is given or told by a name. */
    private ClusterFiles filesOfCluster(ClearingFormat otherwise) {
        if (out == null) {
            throw new UsageException("--out: expected a folder for the outcomes with --engine spark, got none");
        }
        if (threads != null) {
            throw new UsageException("--threads: expected without --engine spark; a cluster's are given by --master");
        }
        return new ClusterFiles(
                bids,
                format == null ? ClearingFormat.of(bids, otherwise) : format,
                out,
                outFormat == null ? otherwise : outFormat);
    }

    private int clearHere() throws IOException {
        requireNoFormatOfCluster();
        LogMapping shape = mapping == null ? null : LogMapping.read(mapping);
        Clearing clearing = new Clearing(
                pricing(shape != null && shape.interleaved()),
                formatHere(),
                badRows == BadRows.SKIP,
                threads == null ? Runtime.getRuntime().availableProcessors() : Threads.require("--threads", threads));
        List<Path> read = new ArrayList<>();
        if (what.model != null) {
            read.add(what.model);
        }
        if (mapping != null) {
            read.add(mapping);
        }
        report(ClearingReport.ofRounds(new ClearingFiles(spec, bids, out)
                .run(
                        read,
                        (in, sink, progress) -> shape == null
                                ? clearing.run(in, sink, this::complain, progress)
                                : new MappedClearing(clearing, shape).run(in, sink, this::complain, progress))));
        return 0;
    }

    private void requireNoFormatOfCluster() {
        if (outFormat != null) {
            throw new UsageException("--out-format: expected with --engine spark only");
        }
    }

    private ClearingFormat formatHere() {
        return format == null ? ClearingFormat.of(bids, ClearingFormat.CSV) : format;
    }

    /** A log of slots of several tasks. */
    private int clearSlots() throws IOException {
        boolean local = cluster.isLocal();
        Map<String, Boolean> others = new LinkedHashMap<>();
        others.put("--mapping", mapping != null);
        others.put("--chains", chains != null);
        others.put("--bad-rows skip", badRows == BadRows.SKIP);
        others.forEach((option, given) -> {
            if (given) {
                throw new UsageException(option + ": expected with a log of one task only, got one of slots");
            }
        });
        SlotPricing pricing = slots.pricing(what.rhos, what.model, what.rule);
        report(ClearingReport.ofSlots(local ? clearSlotsHere(pricing) : clearSlotsOnCluster(pricing)));
        return 0;
    }

    private SlotTotals clearSlotsHere(SlotPricing pricing) throws IOException {
        requireNoFormatOfCluster();
        if (threads != null) {
            Threads.require("--threads", threads); // slots price one another, and are priced by one thread
        }
        return new ClearingFiles(spec, bids, out).run(slots.filesRead(what.model), pricing.clearing(formatHere())::run);
    }

    private SlotTotals clearSlotsOnCluster(SlotPricing pricing) throws IOException {
        ClusterSlotClearing job = new ClusterSlotClearing(filesOfCluster(ClearingFormat.PARQUET), pricing);
        ClusterEngine engine = cluster.engine();
        pricing.rule(); // refused here if it does not go with the scenario, before a cluster is asked
        return engine.clearSlots(cluster.cluster(), job);
    }

    private void complain(String line) {
        spec.commandLine().getErr().println("dmsb: " + bids + ": " + line + "; skipped");
    }

    private void report(String totals) {
        spec.commandLine().getErr().println(totals);
    }
}
