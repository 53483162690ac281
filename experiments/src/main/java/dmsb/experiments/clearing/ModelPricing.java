package dmsb.experiments.clearing;

import dmsb.auction.Auctioneer;
import dmsb.auction.market.Scenario;
import dmsb.auction.pricing.Announcement;
import dmsb.auction.pricing.BidHistory;
import dmsb.auction.pricing.LearnedModel;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.BadRow;
import dmsb.experiments.log.LogColumns;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prices rows by a trained model, each by the rows of its market before it, as an embedding program does. The columns are
 * those of a log; what the UAV declares, {@code estimate} and {@code contract}, has to be there. Where {@code market} or {@code
 * episode} changes, a market begins.
 */
final class ModelPricing implements RowPricing {
    private final LogColumns columns;
    private final LearnedModel model;
    private final Auctioneer auctioneer;
    private final int contractColumn;
    private final String[] market;
    private Announcement announcement;
    private boolean newMarket;

    /**
     * The pricing of a file.
     *
     * @throws UsageException if the header is not that of a log of the model's market
     */
    ModelPricing(LearnedModel model, ClearingColumns header) {
        Scenario scenario = model.scenario();
        List<String> names = header.names();
        this.model = model;
        this.columns = new LogColumns(scenario);
        String complaint = columns.header(names);
        this.contractColumn = names.indexOf("contract");
        if (complaint == null && contractColumn < 0) {
            complaint = "header: expected a column contract, got " + String.join(",", names);
        }
        if (complaint != null) {
            throw new UsageException("line " + header.line() + ", " + complaint);
        }
        this.auctioneer = Auctioneer.trained(model);
        this.market = new String[names.size()];
        Arrays.fill(market, "");
        this.announcement = newAnnouncement();
    }

    private Announcement newAnnouncement() {
        return new Announcement(
                columns.conditionCount(),
                new BidHistory(model.groundStations(), model.scenario().history()));
    }

    @Override
    public void begin() {
        columns.begin();
    }

    @Override
    public @Nullable String field(int column, char[] buffer, int offset, int length) {
        if (column >= columns.count()) {
            return null; // the number of fields is complained of
        }
        if (columns.isMarket(column)) {
            if (!market[column].contentEquals(CharBuffer.wrap(buffer, offset, length))) {
                market[column] = new String(buffer, offset, length);
                newMarket = true;
            }
            return null;
        }
        if (column == contractColumn && length == 0) {
            return BadRow.field("contract", "a finite number not below 0", "");
        }
        return columns.field(column, buffer, offset, length);
    }

    @Override
    public double rho(double[] bids, double contract) {
        if (newMarket) {
            announcement = newAnnouncement();
            newMarket = false;
        }
        double[] conditions = columns.conditions();
        System.arraycopy(conditions, 0, announcement.conditions(), 0, conditions.length);
        announcement.declare(columns.number(LogColumns.ESTIMATE), contract);
        return auctioneer.clear(announcement, bids).rho();
    }
}
