package dmsb.proofs;

import dmsb.proofs.law.Law;
import dmsb.proofs.law.Laws;
import dmsb.proofs.law.Search;
import dmsb.proofs.law.Verdict;
import dmsb.proofs.zoo.Specimen;
import dmsb.proofs.zoo.TwoRounds;
import dmsb.proofs.zoo.Zoo;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints the matrix of laws and auctions as Markdown, with the counterexamples below it. */
public final class LawMatrix {
    private LawMatrix() {}

    /**
     * Examines the whole zoo and prints the matrix to standard output.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        out.print(text(Search.DEFAULT));
        out.flush();
    }

    /**
     * Examines one auction before all laws.
     *
     * @param specimen the auction
     * @param search where to look; must be able to examine every law
     * @return the verdicts in the order of {@link Law}; modifiable, belongs to the caller
     */
    public static Map<Law, Verdict> verdicts(Specimen specimen, Search search) {
        Map<Law, Verdict> verdicts = Laws.checkAll(specimen.mechanism(), search);
        verdicts.put(Law.INDEPENDENT_OF_COMMON_VALUE, Laws.checkIndependence(specimen.market(), search.seed()));
        return verdicts;
    }

    /**
     * The matrix as Markdown.
     *
     * @param search where to look; must be able to examine every law
     * @return the text, the same for the same search
     */
    public static String text(Search search) {
        Map<Specimen, Map<Law, Verdict>> matrix = new LinkedHashMap<>();
        for (Specimen specimen : Zoo.all()) {
            matrix.put(specimen, verdicts(specimen, search));
        }
        StringBuilder text = new StringBuilder();
        line(text, "# The laws, and the auctions that break them");
        line(text, "");
        line(
                text,
                "Written by `dmsb.proofs.LawMatrix`. **-** marks a law that fails; its counterexample stands below. Where a law holds, it holds");
        line(
                text,
                "in every case that was tried: all experiments on the grid {0, 0.5, ..., 4} with up to three bidders, and "
                        + search.tries() + " random profiles of up to");
        line(
                text,
                search.mostBidders()
                        + " bidders, false names included, each probed at its critical bids and ties (seed "
                        + search.seed() + "). Independence of C: " + Laws.ROUNDS + " rounds of a Pareto market,");
        line(text, "false-alarm rate 1e-6 a cell.");
        line(text, "");
        table(text, matrix);
        line(text, "");
        line(text, "| law | statement |");
        line(text, "| --- | --- |");
        for (Law law : Law.values()) {
            line(text, "| " + law.title() + " | " + law.statement() + " |");
        }
        line(text, "");
        line(text, "## Counterexamples");
        matrix.forEach((specimen, verdicts) -> counterexamples(text, specimen, verdicts));
        line(text, "");
        line(text, "### Two rounds");
        line(text, "");
        line(
                text,
                "rho = 1.5, then b(1)/b(2) of the round before; A is worth 1, then 6, B 5, then 2. The truth gives A nothing; bidding 4.9 in");
        line(
                text,
                "the first round it gains " + rounded(TwoRounds.gain(4.9))
                        + ", and by a tie at 5, which is its best bid, " + rounded(TwoRounds.gain(5.0))
                        + ". Each round by itself is strategy-proof.");
        return text.toString();
    }

    private static void table(StringBuilder text, Map<Specimen, Map<Law, Verdict>> matrix) {
        StringBuilder head = new StringBuilder("| auction |");
        StringBuilder rule = new StringBuilder("| --- |");
        for (Law law : Law.values()) {
            head.append(' ').append(law.title()).append(" |");
            rule.append(" :-: |");
        }
        line(text, head.toString());
        line(text, rule.toString());
        matrix.forEach((specimen, verdicts) -> {
            StringBuilder row = new StringBuilder("| " + specimen.name() + " |");
            for (Law law : Law.values()) {
                Verdict verdict = verdicts.get(law);
                row.append(verdict == null ? " |" : verdict.holds() ? " + |" : " **-** |");
            }
            line(text, row.toString());
        });
    }

    private static void counterexamples(StringBuilder text, Specimen specimen, Map<Law, Verdict> verdicts) {
        if (specimen.broken().isEmpty()) {
            return;
        }
        line(text, "");
        line(text, "### " + specimen.name());
        line(text, "");
        line(text, "Expected from the definition: " + specimen.why() + ".");
        line(text, "");
        verdicts.forEach((law, verdict) -> {
            if (verdict instanceof Verdict.Fails fails) {
                line(text, "- " + law.title() + ": " + fails.counterexample());
            }
        });
    }

    private static String rounded(double value) {
        return new BigDecimal(value)
                .setScale(3, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
