import dmsb.auction.Auctioneer;
import dmsb.auction.Clearing;
import dmsb.auction.market.Market;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.agent.PolicyFile;
import java.nio.file.Path;
import java.util.Arrays;

/** A trained model at work: {@code Embed model.safetensors} clears 1,000 auctions and checks every one of them. */
public class Embed {
    public static void main(String[] args) throws Exception {
        TensorFile file = TensorFile.read(Path.of(args[0]));
        LearnedModel model = LearnedModel.of(file, PolicyFile.read(file));
        Scenario scenario = model.scenario();
        Auctioneer auctioneer = Auctioneer.trained(model);

        int stations = model.groundStations();
        Announcement announcement =
                new Announcement(Market.conditionCount(stations), new BidHistory(stations, scenario.history()));
        RandomStream bidders = SeedTree.of(1).child("bidders").stream();
        double[] bids = new double[stations];
        int byUav = 0;
        double paid = 0;
        for (int round = 0; round < 1_000; round++) {
            Arrays.setAll(bids, n -> 50 + 100 * bidders.nextDouble());
            Arrays.setAll(announcement.conditions(), i -> bidders.nextDouble()); // yours, scaled to [0, 1]
            announcement.declare(90 + 20 * bidders.nextDouble(), 80);
            double rho = auctioneer.post(announcement); // fixed before the bids arrive
            Clearing clearing = auctioneer.clear(bids);
            check(bids, rho, announcement.contract(), clearing);
            byUav += clearing.winner() == 0 ? 1 : 0;
            paid += clearing.price();
        }
        System.out.println("1000 auctions cleared with a model for " + stations + " base stations");
        System.err.printf("the UAV served %d of them, mean price %.2f%n", byUav, paid / 1_000);
    }

    /** What is promised: the best bidder serves if its bid exceeds rho times the runner-up, and pays that. */
    private static void check(double[] bids, double rho, double contract, Clearing clearing) {
        double[] sorted = bids.clone();
        Arrays.sort(sorted);
        double threshold = rho * sorted[bids.length - 2];
        boolean ground = clearing.winner() > 0;
        boolean right = ground
                ? bids[clearing.winner() - 1] == sorted[bids.length - 1] && clearing.price() == threshold
                : clearing.price() == contract;
        if (!right || ground != sorted[bids.length - 1] > threshold) {
            throw new AssertionError(Arrays.toString(bids) + " at rho " + rho + ": " + clearing);
        }
    }
}
