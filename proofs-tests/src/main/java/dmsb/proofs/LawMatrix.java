package dmsb.proofs;

import dmsb.proofs.horizon.HorizonLaws;
import dmsb.proofs.horizon.HorizonSearch;
import dmsb.proofs.horizon.HorizonVerdict;
import dmsb.proofs.law.Evidence;
import dmsb.proofs.law.Law;
import dmsb.proofs.law.Laws;
import dmsb.proofs.law.Search;
import dmsb.proofs.law.Verdict;
import dmsb.proofs.zoo.FactorSpecimen;
import dmsb.proofs.zoo.FactorZoo;
import dmsb.proofs.zoo.Specimen;
import dmsb.proofs.zoo.TwoRounds;
import dmsb.proofs.zoo.Zoo;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints the matrix of laws and auctions as Markdown, with the counterexamples below it. */
public final class LawMatrix {
    /** The width of a line of prose. */
    private static final int WIDTH = 120;

    /** The laws of the first of the two tables; one with all would be too wide to read. */
    private static final int FIRST_LAWS = 6;

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
        return text(matrix(search), search);
    }

    /** The verdicts of the whole zoo, in its order. */
    static Map<Specimen, Map<Law, Verdict>> matrix(Search search) {
        Map<Specimen, Map<Law, Verdict>> matrix = new LinkedHashMap<>();
        for (Specimen specimen : Zoo.all()) {
            matrix.put(specimen, verdicts(specimen, search));
        }
        return matrix;
    }

    static String text(Map<Specimen, Map<Law, Verdict>> matrix, Search search) {
        StringBuilder text = new StringBuilder();
        line(text, "# The laws, and the auctions that break them");
        line(text, "");
        introduction(text, search);
        line(text, "");
        table(text, matrix, List.of(Law.values()).subList(0, FIRST_LAWS));
        line(text, "");
        table(text, matrix, List.of(Law.values()).subList(FIRST_LAWS, Law.values().length));
        line(text, "");
        laws(text, matrix.values().iterator().next());
        line(text, "");
        line(text, "## Counterexamples");
        matrix.forEach((specimen, verdicts) -> counterexamples(text, specimen, verdicts));
        horizon(text);
        return text.toString();
    }

    private static void introduction(StringBuilder text, Search search) {
        text.append(String.format(Locale.ROOT, """
                This page is for mechanism designers. It shows which laws hold for which auctions, with a counterexample for every law
                that fails. `./dmsb laws` prints it.

                **-** marks a law that fails; its counterexample is below. **+** means that no counterexample was found:

                - among all experiments with amounts in {0, 0.5, ..., 4} and up to three bidders;
                - among experiments with %d random profiles of up to %d bidders, false names included (seed %d). Each is probed at its
                  critical bids, one ulp to either side, at multiples of them, at ties and at zeros. Laws about identities are also
                  probed beside rivals and where psi jumps.

                **?** means that nothing is known: the auction refused every case.

                Independence of C is tested in %d rounds of a Pareto market, by halves and eighths of C, with at most one false
                alarm in a million.

                ## Matrix
                """, search.tries(), search.mostBidders(), search.seed(), Laws.ROUNDS));
    }

    private static void horizon(StringBuilder text) {
        text.append(String.format(
                Locale.ROOT,
                """

                ## Over a horizon

                These rules post a factor for each bidder from the past. Each round by itself is strategy-proof. **+** means that no
                bidder gains by other bids than its values over two or three rounds, while the others' bids stay fixed. Searched are all
                plays with amounts in {0, 1, 2, 4}, and %d random markets of up to %d bidders (seed %d). The UAV's value and estimate are
                1 unless the row says otherwise.

                | what enters the factors | truthful over time | why | manipulation |
                | --- | :-: | --- | --- |
                """,
                HorizonSearch.DEFAULT.tries(),
                HorizonSearch.DEFAULT.mostBidders(),
                HorizonSearch.DEFAULT.seed()));
        for (FactorSpecimen specimen : FactorZoo.all()) {
            HorizonVerdict verdict = HorizonLaws.checkTruthful(specimen.rule(), HorizonSearch.DEFAULT);
            String sign = verdict.holds() ? "+" : verdict instanceof HorizonVerdict.Manipulable ? "**-**" : "?";
            String found = verdict instanceof HorizonVerdict.Manipulable fails
                    ? fails.manipulation().toString()
                    : "";
            line(text, "| " + specimen.name() + " | " + sign + " | " + specimen.why() + " | " + found + " |");
        }
        text.append(String.format(Locale.ROOT, """

                ### Two rounds

                Each round by itself is strategy-proof; the two together are not. rho is 1.5 in round 1. In round 2 it is b(1)/b(2) of
                round 1. A's value is 1, then 6; B's is 5, then 2. Bidding its value gains A nothing. Bidding 4.9 in round 1 gains it
                %s. Its best bid, a tie at 5, gains %s.
                """, rounded(TwoRounds.gain(4.9)), rounded(TwoRounds.gain(5.0))));
    }

    private static void table(StringBuilder text, Map<Specimen, Map<Law, Verdict>> matrix, List<Law> laws) {
        StringBuilder head = new StringBuilder("| auction |");
        StringBuilder rule = new StringBuilder("| --- |");
        for (Law law : laws) {
            head.append(' ').append(law.title()).append(" |");
            rule.append(" :-: |");
        }
        line(text, head.toString());
        line(text, rule.toString());
        matrix.forEach((specimen, verdicts) -> {
            StringBuilder row = new StringBuilder("| " + specimen.name() + " |");
            for (Law law : laws) {
                Verdict verdict = verdicts.get(law);
                row.append(sign(verdict)).append(" |");
            }
            line(text, row.toString());
        });
    }

    private static String sign(@Nullable Verdict verdict) {
        return verdict instanceof Verdict.Holds ? " +" : verdict instanceof Verdict.Fails ? " **-**" : " ?";
    }

    /** The laws and the number of cases, which is that of an auction that is sound. */
    private static void laws(StringBuilder text, Map<Law, Verdict> sound) {
        line(text, "## Laws");
        line(text, "");
        line(text, "| law | statement | on grid | probes |");
        line(text, "| --- | --- | --: | --: |");
        for (Law law : Law.values()) {
            String row = "| " + law.title() + " | " + law.statement() + " | ";
            if (sound.get(law) instanceof Verdict.Holds holds
                    && holds.evidence() instanceof Evidence.Searched searched) {
                row += searched.gridCases() + " | " + searched.probes() + " |";
            } else {
                row += "| |";
            }
            line(text, row);
        }
    }

    private static void counterexamples(StringBuilder text, Specimen specimen, Map<Law, Verdict> verdicts) {
        if (specimen.broken().isEmpty()) {
            return;
        }
        line(text, "");
        line(text, "### " + specimen.name());
        line(text, "");
        wrapped(text, "Expected from the definition: " + specimen.why() + ".", "");
        line(text, "");
        verdicts.forEach((law, verdict) -> {
            if (verdict instanceof Verdict.Fails fails) {
                wrapped(text, "- " + law.title() + ": " + fails.counterexample(), "  ");
            }
        });
    }

    private static String rounded(double value) {
        return new BigDecimal(value)
                .setScale(3, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Breaks a paragraph between words; every line but the first begins with the indent. */
    private static void wrapped(StringBuilder text, String paragraph, String indent) {
        String rest = paragraph;
        while (rest.length() > WIDTH) {
            int space = rest.lastIndexOf(' ', WIDTH);
            line(text, rest.substring(0, space));
            rest = indent + rest.substring(space + 1);
        }
        line(text, rest);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
