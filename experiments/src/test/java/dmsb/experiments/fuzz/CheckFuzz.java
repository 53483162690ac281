package dmsb.experiments.fuzz;

import dmsb.core.random.SeedTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * {@code bin/check-fuzz}: sends a number of inputs to all readers and prints what became of them. The work is cut into
 * shards, whose inputs depend on seed and number alone, not on the number of threads.
 */
final class CheckFuzz {
    private static final int SHARDS = 16;
    private static final long HANG_MILLISECONDS = 60_000;
    private static final int VIOLATED = 3;

    private final long inputs;
    private final long seed;
    private final Path folder;
    private final List<Target> targets;
    private final Map<Thread, Fuzzer> running = new ConcurrentHashMap<>();

    private CheckFuzz(long inputs, long seed, Path folder, List<Target> targets) {
        this.inputs = inputs;
        this.seed = seed;
        this.folder = folder;
        this.targets = targets;
    }

    /**
     * Runs.
     *
     * @param arguments {@code INPUTS SEED THREADS FOLDER [READER...]}, or {@code replay READER FILE}
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("replay")) {
            System.exit(replay(Targets.named(arguments[1]), Files.readAllBytes(Path.of(arguments[2]))));
        }
        List<Target> named =
                Arrays.stream(arguments).skip(4).map(Targets::named).toList();
        CheckFuzz check = new CheckFuzz(
                Long.parseLong(arguments[0]),
                Long.parseLong(arguments[1]),
                Path.of(arguments[3]),
                named.isEmpty() ? Targets.all() : named);
        System.exit(check.run(Integer.parseInt(arguments[2])));
    }

    private static int replay(Target target, byte[] input) {
        try {
            System.out.println("accepted: " + target.reading().read(input));
        } catch (Throwable e) {
            e.printStackTrace(System.out);
        }
        Fuzzer fuzzer = new Fuzzer(target, SeedTree.of(1));
        fuzzer.run(0);
        fuzzer.judge(input);
        fuzzer.tally().failures.forEach(failure -> System.out.println(failure.complaint()));
        return fuzzer.tally().failed == 0 ? 0 : VIOLATED;
    }

    private int run(int threads) throws Exception {
        int shares = targets.stream().mapToInt(Target::share).sum();
        Thread watch = new Thread(this::watch, "watch");
        watch.setDaemon(true);
        watch.start();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        Map<Target, List<Future<Tally>>> tallies = new LinkedHashMap<>();
        for (Target target : targets) {
            long each = 1 + inputs * target.share() / ((long) shares * SHARDS);
            List<Future<Tally>> shards = new ArrayList<>();
            for (int shard = 0; shard < SHARDS; shard++) {
                Fuzzer fuzzer = new Fuzzer(target, SeedTree.of(seed).child(shard));
                shards.add(workers.submit(() -> {
                    running.put(Thread.currentThread(), fuzzer);
                    try {
                        return fuzzer.run(each);
                    } finally {
                        running.remove(Thread.currentThread());
                    }
                }));
            }
            tallies.put(target, shards);
        }
        workers.shutdown();
        Tally all = new Tally();
        System.out.println(
                "| reader | inputs | accepted | refused | different answers | most bytes allocated | failed |");
        for (Map.Entry<Target, List<Future<Tally>>> entry : tallies.entrySet()) {
            Tally tally = new Tally();
            for (Future<Tally> shard : entry.getValue()) {
                tally.add(shard.get());
            }
            System.out.println(row(entry.getKey().name(), tally));
            for (Tally.Failure failure : tally.failures) {
                report(failure);
            }
            all.add(tally);
        }
        System.out.println(row("all", all));
        return all.failed == 0 ? 0 : VIOLATED;
    }

    private static String row(String name, Tally tally) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %,d | %,d | %,d |",
                name,
                tally.inputs,
                tally.accepted,
                tally.refused,
                tally.kinds,
                tally.mostAllocated,
                tally.failed);
    }

    private void report(Tally.Failure failure) throws IOException {
        Path file = folder.resolve(failure.target() + "-" + Integer.toHexString(Arrays.hashCode(failure.input())));
        Files.createDirectories(folder);
        Files.write(file, failure.input());
        System.out.println("FAILED " + failure.target() + " " + failure.complaint() + "\n  bin/check-fuzz --replay "
                + failure.target() + " " + file);
    }

    /** Ends everything when one input takes a minute: nothing else tells a reader that does not come back. */
    private void watch() {
        Map<Fuzzer, Long> seen = new HashMap<>();
        while (true) {
            try {
                Thread.sleep(HANG_MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            }
            running.forEach((thread, fuzzer) -> {
                long begun = fuzzer.begun.get();
                Long before = seen.put(fuzzer, begun);
                if (before != null && before == begun && begun > 0) {
                    reportHang(fuzzer, thread.getStackTrace());
                    System.exit(VIOLATED);
                }
            });
        }
    }

    private void reportHang(Fuzzer fuzzer, StackTraceElement[] trace) {
        try {
            report(new Tally.Failure(
                    fuzzer.name(), fuzzer.current, "took more than a minute: " + Arrays.toString(trace)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
