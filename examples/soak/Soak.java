import dmsb.auction.Auctioneer;
import dmsb.auction.online.OnlineLearning;
import dmsb.auction.online.OnlineSettings;
import dmsb.auction.online.OnlineStatus;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundFollower;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.agent.DiffusionSac;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.PolicyFile;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * {@code Soak model.safetensors SECONDS}: eight threads hold auctions that one shared rule prices, while the rule's model is
 * replaced ten times a second and every outcome goes to an online learner.
 *
 * <p>Every market is played twice, by two threads that know nothing of each other, from the same seed. A listener numbers the
 * outcomes of a market; a lost one leaves a gap and a doubled one repeats a number. Every 20 rounds all that the market
 * has seen so far, winner, price and rho, is one digest, and the two threads' digests have to be the same. The learner's
 * account has to add up to the auctions held. The heap after collections is compared between the second and the last tenth.
 */
public class Soak {
    private static final int THREADS = 8;
    private static final int MARKETS_A_THREAD = 16;
    private static final int ROUNDS_A_DIGEST = 20;
    private static final int CHECKED = 4096; // the last digests of a market that are kept
    private static final int REPLAY_CAPACITY = 2_000; // rounds that the learner keeps: few, so that they are all there early on

    /** One market of one thread: its auctions, and what its listener has heard of them. */
    private static final class Played implements AuctionListener {
        private final RandomStream bidders;
        private final Auctioneer auctioneer;
        private final AuctionListener learning;
        private final double[] conditions;
        private final double[] bids;
        private final long[] digests = new long[CHECKED];
        private long held;
        private long heard;
        private Settlement last;
        private long digest;

        Played(int number, ModelRule rule, AuctionListener learning) {
            this.bidders = SeedTree.of(number).child("bidders").stream();
            this.auctioneer = Auctioneer.trained(rule, this);
            this.learning = learning;
            this.conditions = new double[auctioneer.terms().conditionCount()];
            this.bids = new double[auctioneer.terms().groundStations()];
        }

        void play() {
            Arrays.setAll(conditions, i -> bidders.nextDouble());
            auctioneer.announce(conditions, 90 + 20 * bidders.nextDouble(), 80);
            Posted posted = auctioneer.post();
            Arrays.setAll(bids, n -> 50 + 100 * bidders.nextDouble());
            Settlement settlement = posted.clear(bids);
            held++;
            if (heard != held || last != settlement) {
                throw new AssertionError("outcome " + held + ", " + settlement + ", came as number " + heard + ", " + last);
            }
            if (settlement.uavServes()) {
                settlement.reveal(90 + 20 * bidders.nextDouble());
            }
            if (held % ROUNDS_A_DIGEST == 0) {
                digests[(int) (held / ROUNDS_A_DIGEST % CHECKED)] = digest;
            }
        }

        @Override
        public RoundFollower onPosted(Announcement announcement, Posted posted) {
            RoundFollower learner = learning.onPosted(announcement, posted);
            return new RoundFollower() {
                @Override
                public void onSettled(Settlement settlement) {
                    heard++;
                    last = settlement;
                    digest = 31 * digest + settlement.winner();
                    digest = 31 * digest + Double.doubleToLongBits(settlement.price());
                    digest = 31 * digest + Double.doubleToLongBits(settlement.rho());
                    learner.onSettled(settlement);
                }

                @Override
                public void onRevealed(Settlement settlement, double uavValue) {
                    learner.onRevealed(settlement, uavValue);
                }
            };
        }

        /** The digests that both have, compared; how many there were. */
        int compareWith(Played other) {
            long last = Math.min(held, other.held) / ROUNDS_A_DIGEST;
            long first = Math.max(1, Math.max(held, other.held) / ROUNDS_A_DIGEST - CHECKED + 1);
            for (long i = first; i <= last; i++) {
                if (digests[(int) (i % CHECKED)] != other.digests[(int) (i % CHECKED)]) {
                    throw new AssertionError("the rounds up to " + i * ROUNDS_A_DIGEST + " came out differently");
                }
            }
            require(last >= first, "a market's two threads have no digest in common");
            return (int) (last - first + 1);
        }
    }

    public static void main(String[] args) throws Exception {
        TensorFile file = TensorFile.read(Path.of(args[0]));
        long seconds = Long.parseLong(args[1]);
        LearnedModel model = LearnedModel.of(file, PolicyFile.read(file));
        ModelRule rule = new ModelRule(model);
        ExecutorService learner = Executors.newSingleThreadExecutor();
        OnlineLearning learning = learning(file, model, learner);

        List<List<Played>> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            List<Played> markets = new ArrayList<>();
            for (int market = 0; market < MARKETS_A_THREAD; market++) {
                markets.add(new Played(thread / 2 * MARKETS_A_THREAD + market, rule, learning));
            }
            threads.add(markets);
        }
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> running = new ArrayList<>();
        for (List<Played> markets : threads) {
            running.add(pool.submit(() -> {
                for (int round = 0; System.nanoTime() < end || round < ROUNDS_A_DIGEST; round++) {
                    markets.forEach(Played::play);
                }
            }));
        }
        List<Long> heap = new ArrayList<>();
        while (System.nanoTime() < end) {
            for (int i = 0; i < 10 && System.nanoTime() < end; i++) {
                rule.publish(LearnedModel.of(file, PolicyFile.read(file))); // the same weights in a new publication
                Thread.sleep(Math.max(10, 10 * Math.min(10, seconds)));
            }
            if (heap.size() < (System.nanoTime() - start) / 1e9 / seconds * 100) {
                heap.add(heapAfterCollection());
                report(heap, rule, threads);
            }
        }
        for (Future<?> future : running) {
            future.get(); // fails if a thread did
        }
        pool.shutdown();
        learner.shutdown();
        learner.awaitTermination(1, TimeUnit.MINUTES);

        int compared = 0;
        for (int thread = 0; thread < THREADS; thread += 2) {
            for (int market = 0; market < MARKETS_A_THREAD; market++) {
                compared += threads.get(thread).get(market).compareWith(threads.get(thread + 1).get(market));
            }
        }
        long held = auctions(threads);
        OnlineStatus status = learning.status();
        require(status.rounds() + status.dropped() == held, "of " + held + " outcomes the learner took in "
                + status.rounds() + " and dropped " + status.dropped());
        require(status.failure().isEmpty(), status.failure().toString());
        double early = mean(heap, 0.1, 0.2);
        double late = mean(heap, 0.9, 1);
        require(late < 1.1 * early + (4 << 20), "the heap grew from " + early + " to " + late + " bytes");
        System.out.println(THREADS + " threads: no outcome lost, none doubled, memory steady");
        System.err.printf(
                Locale.ROOT,
                "%d auctions in %d s (%.0f/s), %d publications, %d digests compared; the learner took in %d and dropped %d;"
                        + " heap after collections %.1f MB in the second tenth, %.1f MB in the last%n",
                held, seconds, held / (double) seconds, rule.published().publication(), compared, status.rounds(), status.dropped(),
                early / 1e6, late / 1e6);
    }

    /** A learner that hears of every outcome, and whose own rule nobody prices by, so that prices can be repeated. */
    private static OnlineLearning learning(TensorFile file, LearnedModel model, ExecutorService executor) {
        ModelMetadata metadata = ModelMetadata.of(file);
        DiffusionSac agent = new DiffusionSac(
                (DiffusionSacConfig) LearnerConfig.read(metadata).with(LearnerConfig.REPLAY_CAPACITY, REPLAY_CAPACITY),
                model.policy().observationSize(),
                model.policy().actionCount(),
                SeedTree.of(1));
        agent.load(file);
        return new OnlineLearning(
                new ModelRule(model), agent, executor, OnlineSettings.standard(metadata.number("rewardScale")));
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed()) // of the last collection, not of now
                .sum();
    }

    private static void report(List<Long> heap, ModelRule rule, List<List<Played>> threads) {
        if (heap.size() % 10 == 1) {
            System.err.printf(
                    Locale.ROOT,
                    "some %d auctions, %d publications, heap %.1f MB%n",
                    auctions(threads), rule.published().publication(), heap.get(heap.size() - 1) / 1e6);
        }
    }

    private static long auctions(List<List<Played>> threads) {
        return threads.stream().flatMap(List::stream).mapToLong(market -> market.held).sum();
    }

    private static double mean(List<Long> values, double from, double to) {
        int first = (int) (from * values.size());
        int last = Math.max(first + 1, (int) (to * values.size()));
        return values.subList(first, last).stream().mapToLong(Long::longValue).average().orElse(0);
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new AssertionError(complaint);
        }
    }
}
