import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.law.Law;
import dmsb.proofs.law.Laws;
import dmsb.proofs.law.Search;
import dmsb.proofs.law.Verdict;
import java.util.Arrays;
import java.util.Map;

/** An auction of one's own before the laws: the highest bidder wins and pays the third-highest bid. */
public class CheckThirdPrice {
    static Outcome clear(double... bids) {
        int best = 0;
        for (int n = 0; n < bids.length; n++) {
            best = bids[n] > bids[best] ? n : best;
        }
        double[] sorted = bids.clone();
        Arrays.sort(sorted);
        return new Outcome(bids.length, best + 1, bids.length < 3 ? 0 : sorted[bids.length - 3]);
    }

    public static void main(String[] args) {
        Map<Law, Verdict> verdicts = Laws.checkAll(CheckThirdPrice::clear, Search.DEFAULT);
        System.out.println(verdicts.get(Law.STRATEGY_PROOF));
        System.out.println(verdicts.get(Law.INDIVIDUALLY_RATIONAL));
    }
}
