package dmsb.experiments.clearing;

import dmsb.auction.Auctioneer;
import dmsb.auction.BatchAuctioneer;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.rule.OthersPastRule;
import dmsb.auction.rule.PricingModel;
import dmsb.core.random.SeedTree;

/** How rounds of many markets are posted by a model. For one thread. */
interface MarketPosting {
    /** A new market. */
    Auctioneer newMarket();

    /**
     * Posts the next round of some markets, all different.
     *
     * @param count how many
     * @param markets the markets, from {@link #newMarket}
     * @param posted receives the posted rounds. Modified.
     */
    void post(int count, Auctioneer[] markets, Posted[] posted);

    /** One rho a round, all in one pass. */
    static MarketPosting together(BatchAuctioneer batch) {
        return new MarketPosting() {
            @Override
            public Auctioneer newMarket() {
                return batch.newMarket();
            }

            @Override
            public void post(int count, Auctioneer[] markets, Posted[] posted) {
                batch.post(count, markets, posted);
            }
        };
    }

    /**
     * A factor for each station from the others' past: a market's factors are decided in one batch, market by market.
     *
     * @throws IllegalArgumentException if the model posts one rho for all
     */
    static MarketPosting oneByOne(PricingModel model) {
        if (!(model.rule() instanceof OthersPastRule rule)) {
            throw new IllegalArgumentException(
                    "model: expected one with a factor for each station, got one for observation "
                            + model.scenario().observation());
        }
        RoundTerms terms = RoundTerms.of(model.scenario());
        return new MarketPosting() {
            @Override
            public Auctioneer newMarket() {
                return new Auctioneer(rule, terms, SeedTree.of(0), AuctionListener.NONE); // chosen looks draw nothing
            }

            @Override
            public void post(int count, Auctioneer[] markets, Posted[] posted) {
                for (int i = 0; i < count; i++) {
                    posted[i] = markets[i].post();
                }
            }
        };
    }
}
