package dmsb.auction.evaluation;

import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.PricingModel;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.core.argument.Require;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * An evaluation on several threads. Episodes are independent, and every thread has its own market and seller. So the
 * number of threads changes only the time, provided that sellers carry no state from episode to episode. A rule that
 * keeps learning needs {@link Evaluation}. For one caller at a time.
 */
public final class ParallelEvaluation {
    private final Supplier<? extends Rounds> rounds;
    private final SeedTree seeds;
    private final int threads;

    /** Plays a range of episodes; for one thread. */
    @FunctionalInterface
    private interface Player {
        EpisodeMeans play(int first, int count);
    }

    /**
     * An evaluation on a market.
     *
     * @param scenario the market
     * @param seeds the source of the episodes, with the same meaning as for {@link Evaluation}
     * @param threads how many threads, at least 1; with 1 the caller's own
     * @throws IllegalArgumentException if there is no thread
     */
    public ParallelEvaluation(Scenario scenario, SeedTree seeds, int threads) {
        this(() -> new SimulatedRounds(scenario), seeds, threads);
    }

    /**
     * An evaluation on rounds from anywhere.
     *
     * @param rounds makes sources of rounds; is asked by the threads, by several at once
     * @param seeds the source of the episodes, with the same meaning as for {@link Evaluation}
     * @param threads how many threads, at least 1; with 1 the caller's own
     * @throws IllegalArgumentException if there is no thread
     */
    public ParallelEvaluation(Supplier<? extends Rounds> rounds, SeedTree seeds, int threads) {
        Require.atLeast("threads", threads, 1);
        this.rounds = rounds;
        this.seeds = seeds;
        this.threads = threads;
    }

    /**
     * Plays episodes 0 to {@code count} - 1.
     *
     * @param sellers makes the seller of a thread; is asked by the threads, by several at once
     * @param count how many episodes, at least 1
     * @param progress told of the number of episodes done so far, by any thread, one at a time
     * @return the means per episode, those of {@link Evaluation#run(Seller, int)}
     * @throws IllegalArgumentException if the number of episodes is not positive
     */
    public EpisodeMeans run(Supplier<? extends Seller> sellers, int count, IntConsumer progress) {
        return play(
                () -> {
                    Evaluation evaluation = new Evaluation(rounds.get(), seeds);
                    Seller seller = sellers.get();
                    return (first, number) ->
                            evaluation.run(seller, first, number, (episode, index, market, round) -> {});
                },
                count,
                progress);
    }

    /**
     * Plays episodes 0 to {@code count} - 1 with a model as it is deployed, many of them side by side on each thread. Where
     * the market observes current bids, a {@link LearnedModel} decides with the bids in sight, which no other model can. Where
     * it observes the others' past, episodes are played one by one, and the highest bidder's factor alone is asked for.
     *
     * @param model the model; each thread opens a rule or a policy of its own
     * @param count how many episodes, at least 1
     * @param progress told of the number of episodes done so far, by any thread, one at a time
     * @return the means per episode, those of {@link Evaluation} for the model's rule
     * @throws IllegalArgumentException if the number of episodes is not positive
     */
    public EpisodeMeans run(PricingModel model, int count, IntConsumer progress) {
        if (model.scenario().observation().isOthersPast()) {
            return run(() -> Sellers.of(model.rule()), count, progress);
        }
        return play(
                () -> {
                    if (model instanceof LearnedModel learned
                            && learned.scenario().observation() == ObservationMode.CURRENT_BIDS) {
                        BatchEvaluation evaluation = new BatchEvaluation(rounds, seeds, learned.encoder());
                        Policy policy = learned.policy().open();
                        return (first, number) -> evaluation.run(policy, first, number);
                    }
                    BatchEvaluation evaluation = new BatchEvaluation(rounds, seeds);
                    PostedRule rule = model.open();
                    return (first, number) -> evaluation.run(rule, first, number);
                },
                count,
                progress);
    }

    private EpisodeMeans play(Supplier<Player> players, int count, IntConsumer progress) {
        Require.atLeast("episodes", count, 1);
        int blocks = (count - 1) / BatchEvaluation.WIDTH + 1;
        int workers = Math.min(threads, blocks);
        Work work = new Work(blocks, count, progress);
        if (workers == 1) {
            work.takeAll(players.get());
        } else {
            ExecutorService executor = Executors.newFixedThreadPool(workers, ParallelEvaluation::daemon);
            try {
                List<Future<?>> pending = new ArrayList<>();
                for (int i = 0; i < workers; i++) {
                    pending.add(executor.submit(() -> work.takeAll(players.get())));
                }
                for (Future<?> worker : pending) {
                    await(worker);
                }
            } finally {
                work.stop(); // of use after a failure only
                executor.shutdownNow();
            }
        }
        return EpisodeMeans.concatenate(List.of(work.results));
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "dmsb-evaluation");
        thread.setDaemon(true);
        return thread;
    }

    private static void await(Future<?> worker) {
        try {
            worker.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("evaluation: interrupted");
            cancelled.initCause(e);
            throw cancelled;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("evaluation: a thread failed", e);
        }
    }

    /** Blocks of episodes, taken one after the other by whichever thread is free, with a place for each result. */
    private static final class Work {
        private final AtomicInteger next = new AtomicInteger();
        private final EpisodeMeans[] results;
        private final int count;
        private final IntConsumer progress;
        private int done;

        Work(int blocks, int count, IntConsumer progress) {
            this.results = new EpisodeMeans[blocks];
            this.count = count;
            this.progress = progress;
        }

        void stop() {
            next.set(results.length);
        }

        void takeAll(Player player) {
            for (int block = next.getAndIncrement(); block < results.length; block = next.getAndIncrement()) {
                int first = block * BatchEvaluation.WIDTH;
                int number = Math.min(BatchEvaluation.WIDTH, count - first);
                EpisodeMeans means = player.play(first, number);
                synchronized (this) {
                    results[block] = means;
                    done += number;
                    progress.accept(done);
                }
            }
        }
    }
}
