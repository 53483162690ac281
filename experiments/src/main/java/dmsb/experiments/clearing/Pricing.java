package dmsb.experiments.clearing;

import dmsb.auction.BatchAuctioneer;
import dmsb.auction.market.Scenario;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.rule.PricingModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.core.tensorfile.TensorFile;
import dmsb.core.tensorfile.TensorFormatException;
import dmsb.experiments.clearing.RowClearer.Outcomes;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.LogColumns;
import dmsb.experiments.log.mapping.LogMapping;
import dmsb.experiments.run.Model;
import dmsb.nn.agent.Inference;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What rho is: one number for all rows, so that each row stands by itself, or what a model says to a market's past. Safe
 * for use by many threads.
 */
public sealed interface Pricing {
    /**
     * A clearer of rows with certain columns.
     *
     * @param header the names of the columns
     * @param where where they stand, in words that begin a complaint, such as {@code line 1}
     * @param outcomes told of the outcomes, in the order of the rows
     * @param <T> whatever a row is known by
     * @return a new clearer
     * @throws UsageException if a column is missing that this pricing looks at
     */
    default <T> RowClearer<T> clearer(List<String> header, String where, Outcomes<T> outcomes) {
        return clearer(header, where, UnaryOperator.identity(), outcomes);
    }

    /**
     * The same for text that is to be decoded where it is quoted in a complaint.
     *
     * @param header the names of the columns
     * @param where where they stand, in words that begin a complaint
     * @param decoding what such text goes through
     * @param outcomes told of the outcomes, in the order of the rows
     * @param <T> whatever a row is known by
     * @return a new clearer
     * @throws UsageException if a column is missing that this pricing looks at
     */
    <T> RowClearer<T> clearer(List<String> header, String where, UnaryOperator<String> decoding, Outcomes<T> outcomes);

    /**
     * Whether the order of a market's rows matters.
     *
     * @return true if a row's rho depends on the rows before it
     */
    boolean looksBack();

    /**
     * What stands for a missing bid in the rows that are priced.
     *
     * @return empty text where the number of bids may vary from row to row, else 0
     */
    String missingBid();

    /**
     * Refuses a mapping whose auctions do not fit what prices them.
     *
     * @param mapping the mapping
     * @throws UsageException if the market of a model does not have as many stations as the mapping has bidders
     */
    void requirePlaces(LogMapping mapping);

    /**
     * A fixed rho.
     *
     * @param rho the price scaling factor, from 1 to infinity
     */
    record Fixed(double rho) implements Pricing {
        /**
         * Checks the number.
         *
         * @throws UsageException if it is below 1 or NaN
         */
        public Fixed {
            try {
                ModifiedSecondBid.requireRho(rho);
            } catch (IllegalArgumentException e) {
                throw new UsageException("--" + e.getMessage(), e);
            }
        }

        @Override
        public <T> RowClearer<T> clearer(
                List<String> header, String where, UnaryOperator<String> decoding, Outcomes<T> outcomes) {
            return new FixedClearer<>(new BidRow(new ClearingColumns(header, where), decoding), rho, outcomes);
        }

        @Override
        public boolean looksBack() {
            return false;
        }

        @Override
        public String missingBid() {
            return "";
        }

        @Override
        public void requirePlaces(LogMapping mapping) {
            // any number of bids has a winner and a price
        }
    }

    /** Rho by a model that sees past bids. Can be told by its file and its inference, and so sent elsewhere. */
    final class Learned implements Pricing {
        private final byte[] file;
        private final Inference inference;
        private final boolean interleaved;
        private final Scenario scenario;
        private final Supplier<MarketPosting> postings;

        /**
         * Prices by a model.
         *
         * @param file the content of its file. Not modified, copied.
         * @param inference how it decides
         * @throws UsageException if the file is malformed, or the model sees the bids of the round that it prices
         */
        public Learned(byte[] file, Inference inference) {
            this(file, inference, false);
        }

        /**
         * Prices by a model.
         *
         * @param file the content of its file. Not modified, copied.
         * @param inference how it decides
         * @param interleaved whether rows with the same text in {@code market} and {@code episode} are of one market wherever
         *     they stand; otherwise a market begins where the text changes, and the one before is over
         * @throws UsageException if the file is malformed, or the model sees the bids of the round that it prices
         */
        public Learned(byte[] file, Inference inference, boolean interleaved) {
            this.interleaved = interleaved;
            this.file = file.clone();
            this.inference = inference;
            try {
                TensorFile tensors = TensorFile.parse(this.file);
                PricingModel model = Model.pricing(tensors, inference);
                scenario = model.scenario();
                postings = postings(model);
            } catch (TensorFormatException | IllegalArgumentException e) {
                throw new UsageException("--model: " + e.getMessage(), e);
            }
        }

        /** One rho is posted by a rule that all clearers share, factors of the stations' own by an auctioneer of each market. */
        private static Supplier<MarketPosting> postings(PricingModel model) {
            RoundTerms terms = RoundTerms.of(model.scenario());
            if (model.scenario().observation().isOthersPast()) {
                return () -> MarketPosting.oneByOne(model);
            }
            ModelRule shared = new ModelRule(model);
            return () -> MarketPosting.together(new BatchAuctioneer(shared, terms));
        }

        /**
         * The content of the model's file.
         *
         * @return a copy
         */
        public byte[] file() {
            return file.clone();
        }

        /**
         * How the model decides.
         *
         * @return the way
         */
        public Inference inference() {
            return inference;
        }

        @Override
        public <T> RowClearer<T> clearer(
                List<String> header, String where, UnaryOperator<String> decoding, Outcomes<T> outcomes) {
            return new LearnedClearer<>(
                    new LogRow(header, where, scenario, decoding), scenario, postings.get(), interleaved, outcomes);
        }

        @Override
        public boolean looksBack() {
            return true;
        }

        @Override
        public String missingBid() {
            return LogColumns.missingBid(scenario);
        }

        @Override
        public void requirePlaces(LogMapping mapping) {
            mapping.requirePlaces(scenario.stations());
        }
    }
}
