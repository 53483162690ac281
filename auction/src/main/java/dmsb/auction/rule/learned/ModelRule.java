package dmsb.auction.rule.learned;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.PricedBy;
import dmsb.auction.rule.ModelShape;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.PricingModel;
import dmsb.core.argument.Require;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A model as a rule for many threads. The model can be replaced while the rule is in use.
 *
 * <p>A call borrows a rule from the pool of the published model and returns it, without locks. One atomic operation
 * empties a slot, and one fills it. A call that finds no rule opens a new one; a call that finds no free slot discards
 * its own.
 *
 * <p>A call uses one publication from its beginning to its end. {@link #publish} replaces model and pool by one write,
 * so a decision comes from the old model or the new one, never from a mix. A model's rho is a function of the
 * announcement, so the thread, the order and the batch of an auction do not matter. Once the pool is filled, a decision
 * allocates only what the model's own rule allocates.
 */
public final class ModelRule implements PostedRule {
    private static final int SLOTS = 64;

    private volatile Publication published;

    /**
     * A rule that prices by a model.
     *
     * @param model the model
     * @throws IllegalArgumentException if the model sees the bids of the round, and so cannot be posted before them
     */
    public ModelRule(PricingModel model) {
        this(model, 1);
    }

    /**
     * A rule that prices by a model that is not the first: where a market is restored, its publications go on.
     *
     * @param model the model
     * @param publication the number of its publication, at least 1
     * @throws IllegalArgumentException if the model sees the bids of the round, or the number is not positive
     */
    public ModelRule(PricingModel model, long publication) {
        Require.atLeast("publication", publication, 1);
        published = new Publication(model, publication, 1);
    }

    /**
     * Replaces the model. Calls that are under way finish with the old one, calls that begin after this one returns are
     * priced by the new one. As many rules are opened here as the old model has in use, so that no caller has to wait for
     * that.
     *
     * @param model the new model
     * @throws IllegalArgumentException if the model sees the bids of the round, or observes or decides in another shape
     *     than the one before
     */
    public synchronized void publish(PricingModel model) {
        publish(model, published.pricedBy.publication() + 1);
    }

    /**
     * Replaces the model by one that was published before a restart, under the number that it had.
     *
     * @param model the model
     * @param publication the number of its publication, at least 1
     * @throws IllegalArgumentException if the model sees the bids of the round, or observes or decides in another shape
     *     than the one before, or the number is not positive
     */
    public synchronized void publish(PricingModel model, long publication) {
        Require.atLeast("publication", publication, 1);
        Publication before = published;
        ModelShape.of(before.model.scenario()).require(ModelShape.of(model.scenario()));
        published = new Publication(model, publication, before.pooled());
    }

    /**
     * The model that prices now.
     *
     * @return the model that was published last
     */
    public PricingModel model() {
        return published.model;
    }

    /**
     * Model and publication that price now, read at one moment.
     *
     * @return the id of the model that was published last, and the number of the publication
     */
    public PricedBy published() {
        return published.pricedBy;
    }

    @Override
    public double rho(Announcement announcement) {
        Publication publication = published;
        PostedRule rule = publication.take();
        try {
            return rule.rho(announcement);
        } finally {
            publication.giveBack(rule);
        }
    }

    @Override
    public PricedBy rhos(Announcement[] announcements, int count, double[] rhos) {
        Publication publication = published;
        PostedRule rule = publication.take();
        try {
            rule.rhos(announcements, count, rhos);
        } finally {
            publication.giveBack(rule);
        }
        return publication.pricedBy;
    }

    /** A model with the rules that were opened from it. */
    private static final class Publication {
        private final PricingModel model;
        private final PricedBy pricedBy;
        private final AtomicReferenceArray<@Nullable PostedRule> pool = new AtomicReferenceArray<>(SLOTS);

        Publication(PricingModel model, long number, int rules) {
            this.model = model;
            this.pricedBy = new PricedBy(model.id(), number);
            for (int i = 0; i < rules; i++) {
                pool.set(i, model.open());
            }
        }

        PostedRule take() {
            int start = start();
            for (int i = 0; i < SLOTS; i++) {
                int slot = (start + i) % SLOTS;
                if (pool.getPlain(slot) != null) {
                    PostedRule rule = pool.getAndSet(slot, null);
                    if (rule != null) {
                        return rule;
                    }
                }
            }
            return model.open();
        }

        void giveBack(PostedRule rule) {
            int start = start();
            for (int i = 0; i < SLOTS; i++) {
                if (pool.compareAndSet((start + i) % SLOTS, null, rule)) {
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
}
