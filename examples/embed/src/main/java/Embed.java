import dmsb.auction.Auctioneer;
import dmsb.auction.round.Posted;
import dmsb.auction.round.Settlement;
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
        Auctioneer auctioneer = Auctioneer.trained(model);

        int stations = model.groundStations();
        double[] conditions = new double[auctioneer.terms().conditionCount()];
        RandomStream bidders = SeedTree.of(1).child("bidders").stream();
        double[] bids = new double[stations];
        int byUav = 0;
        double paid = 0;
        for (int round = 0; round < 1_000; round++) {
            Arrays.setAll(bids, n -> 50 + 100 * bidders.nextDouble());
            Arrays.setAll(conditions, i -> bidders.nextDouble()); // yours, scaled to [0, 1]
            auctioneer.announce(conditions, 90 + 20 * bidders.nextDouble(), 80);
            Posted posted = auctioneer.post("auction " + round); // rho is fixed before the bids arrive
            Settlement settlement = posted.clear(bids);
            check(bids, settlement);
            byUav += settlement.winner() == 0 ? 1 : 0;
            paid += settlement.price();
            if (settlement.uavServes()) {
                settlement.reveal(90 + 20 * bidders.nextDouble()); // yours: what serving was worth to the UAV
            }
        }
        System.out.println("1000 auctions cleared with a model for " + stations + " base stations");
        System.err.printf("the UAV served %d of them, mean price %.2f%n", byUav, paid / 1_000);
    }

    /** What is promised: the best bidder serves if its bid exceeds rho times the runner-up, and pays that. */
    private static void check(double[] bids, Settlement settlement) {
        double[] sorted = bids.clone();
        Arrays.sort(sorted);
        boolean ground = settlement.winner() > 0;
        boolean right = ground
                ? bids[settlement.winner() - 1] == sorted[bids.length - 1]
                        && settlement.price() == settlement.rho() * sorted[bids.length - 2]
                : settlement.price() == 80;
        if (!right || !settlement.comparison().proves(ground)) {
            throw new AssertionError(Arrays.toString(bids) + ": " + settlement);
        }
    }
}
