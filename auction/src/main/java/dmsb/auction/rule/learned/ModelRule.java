package dmsb.auction.rule.learned;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.round.Announcement;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.PostedRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A trained model as a rule for many threads, whose model can be replaced while it is in use.
 *
 * <p>Rho is a function of model and observation and of nothing else: the chains' noise comes from a stream that is seeded
 * by the observation. So it does not matter on which thread, in which order or in which batch an auction is priced, and a
 * decision can be repeated from a log.
 *
 * <p>A call borrows a policy of its own from the published model's pool and gives it back, without locks: a slot is emptied
 * and filled by one atomic operation each, a call that finds no policy opens one, and one that finds no free slot lets its
 * own go. A call uses one publication from its beginning to its end: {@link #publish} replaces model and pool by one write,
 * so a decision is the old model's or the new one's, never a mix. Once the pool is filled, a decision allocates nothing
 * but the streams of a policy that draws and what the policy itself allocates.
 */
public final class ModelRule implements PostedRule {
    private static final SeedTree DECISIONS = SeedTree.of(0).child("decision");
    private static final int MOST_ROWS = 256;
    private static final int SLOTS = 64;

    private volatile Publication published;

    /**
     * A rule that prices by a model.
     *
     * @param model the model
     * @throws IllegalArgumentException if the model sees the bids of the round, and so cannot be posted before them
     */
    public ModelRule(LearnedModel model) {
        published = new Publication(model, 1, 1);
    }

    /**
     * Replaces the model. Calls that are under way finish with the old one, calls that begin after this one returns are
     * priced by the new one. As many policies are opened here as the old model has in use, so that no caller has to wait for
     * that.
     *
     * @param model the new model
     * @throws IllegalArgumentException if the model sees the bids of the round, or observes or decides in another shape
     *     than the one before
     */
    public synchronized void publish(LearnedModel model) {
        Publication before = published;
        before.model.requireSameShape(model);
        published = new Publication(model, before.number + 1, before.pooled());
    }

    /**
     * The model that prices now.
     *
     * @return the model that was published last
     */
    public LearnedModel model() {
        return published.model;
    }

    /**
     * How many models have been published.
     *
     * @return the number, 1 for the model that the rule was made with
     */
    public long publications() {
        return published.number;
    }

    @Override
    public double rho(Announcement announcement) {
        Publication publication = published;
        Worker worker = publication.take();
        try {
            return worker.rho(announcement);
        } finally {
            publication.giveBack(worker);
        }
    }

    @Override
    public void rhos(Announcement[] announcements, int count, double[] rhos) {
        Publication publication = published;
        Worker worker = publication.take();
        try {
            for (int first = 0; first < count; first += MOST_ROWS) {
                worker.rhos(announcements, first, Math.min(MOST_ROWS, count - first), rhos);
            }
        } finally {
            publication.giveBack(worker);
        }
    }

    /** A model with the policies that were opened from it. */
    private static final class Publication {
        private final LearnedModel model;
        private final long number;
        private final AtomicReferenceArray<@Nullable Worker> pool = new AtomicReferenceArray<>(SLOTS);

        Publication(LearnedModel model, long number, int workers) {
            model.requireMode(ObservationMode.PAST_BIDS);
            this.model = model;
            this.number = number;
            for (int i = 0; i < workers; i++) {
                pool.set(i, new Worker(model));
            }
        }

        Worker take() {
            int start = start();
            for (int i = 0; i < SLOTS; i++) {
                int slot = (start + i) % SLOTS;
                if (pool.getPlain(slot) != null) {
                    Worker worker = pool.getAndSet(slot, null);
                    if (worker != null) {
                        return worker;
                    }
                }
            }
            return new Worker(model);
        }

        void giveBack(Worker worker) {
            int start = start();
            for (int i = 0; i < SLOTS; i++) {
                if (pool.compareAndSet((start + i) % SLOTS, null, worker)) {
                    return;
                }
            }
        }

        /** Threads begin at different slots, and each at its own, so that they seldom meet. */
        private static int start() {
            return (int) (Thread.currentThread().getId() % SLOTS);
        }

        int pooled() {
            int count = 0;
            for (int i = 0; i < SLOTS; i++) {
                count += pool.get(i) == null ? 0 : 1;
            }
            return Math.max(1, count);
        }
    }

    /** A policy with the room that a decision takes. */
    private static final class Worker {
        private static final RandomStream UNUSED = DECISIONS.stream();

        private final Policy policy;
        private final boolean draws;
        private final ObservationEncoder encoder;
        private final ActionGrid grid;
        private final float[] observation;
        private @Nullable Rows rows;

        Worker(LearnedModel model) {
            policy = model.policy().open();
            draws = model.policy().draws();
            encoder = new ObservationEncoder(model.scenario());
            grid = new ActionGrid(model.scenario().actions());
            observation = new float[encoder.size()];
        }

        double rho(Announcement announcement) {
            encoder.encode(announcement, observation);
            return grid.rho(policy.act(observation, stream()));
        }

        /** The stream of the observation that was encoded last. */
        private RandomStream stream() {
            if (!draws) {
                return UNUSED;
            }
            long hash = 0;
            for (float value : observation) {
                hash = (hash ^ Float.floatToRawIntBits(value)) * 0x9e3779b97f4a7c15L;
                hash ^= hash >>> 32;
            }
            return DECISIONS.child(hash).stream();
        }

        void rhos(Announcement[] announcements, int first, int count, double[] rhos) {
            Rows room = rows;
            if (room == null) {
                room = new Rows(observation.length);
                rows = room;
            }
            for (int i = 0; i < count; i++) {
                encoder.encode(announcements[first + i], observation);
                System.arraycopy(observation, 0, room.observations, i * observation.length, observation.length);
                room.streams[i] = stream();
            }
            policy.act(count, room.observations, room.streams, room.actions);
            for (int i = 0; i < count; i++) {
                rhos[first + i] = grid.rho(room.actions[i]);
            }
        }
    }

    /** Room for a batch of decisions. */
    private static final class Rows {
        private final float[] observations;
        private final RandomStream[] streams = new RandomStream[MOST_ROWS];
        private final int[] actions = new int[MOST_ROWS];

        Rows(int observationSize) {
            observations = new float[MOST_ROWS * observationSize];
        }
    }
}
