package dmsb.experiments.bench;

import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.statistics.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * {@code complexity.md}: the cost against K, minibatch, hidden width and N, beside the paper's complexity statement.
 *
 * @param results the studies made so far
 */
public record ComplexityPage(List<StudyResult> results) {
    /** The folder of the page's figures and data, beside it. */
    private static final String FOLDER = "complexity";

    private static final String HEAD = """
            # Cost against K, minibatch, hidden width and N

            This page is for researchers. It compares the measured cost of an update, a decision and a slot with the paper's
            complexity statement for Algorithm 1:

            > O(E κ [V + K |θ| + (ϱ + 1)(|θ| + |φ|)])

            E is the number of episodes of κ steps, V the cost of the environment, K the denoising steps. |θ| and |φ| are the
            numbers of weights of actor and critics, ϱ is the minibatch.

            The three terms are a slot of the market, a decision, and an update. Each is measured against the sizes in it. All
            other sizes have their defaults: K 5, minibatch 256, hidden width 256, 24 observations, 20 actions, rewards
            counterfactual.

            **A missing factor.** The statement leaves out that an update, like a decision, goes through the actor's K denoising
            steps, forwards and backwards. Its cost is ϱ (K |θ| + |φ|), not ϱ (|θ| + |φ|).

            **Counted work.** Counted in multiplications of a weight, an update costs ϱ (3 K |θ| + 8 |φ|), where |φ| is one
            critic's weights. A forward pass and its gradient take three; the actor does that K times and each critic once. Each
            critic's evaluation of the actor's policy takes one more.

            **Observations.** The observation's share of the actor's first layer is the same in all steps of a chain and is
            computed once. The count takes it K times, like the paper's term. Longer observations therefore cost less than counted.

            **Exponents.** An exponent is the slope of log time, or of log counted work, over log size. A fixed cost, or a part
            that does not depend on the size, keeps it below that of the highest term. Fixed cost and R² are those of the line
            *time = fixed cost + counted work / speed*.

            """;

    /** Copies the list. */
    public ComplexityPage {
        results = List.copyOf(results);
    }

    /**
     * Where the studies' files go.
     *
     * @param out the folder of the page
     * @return the folder of the figures and data
     */
    public static Path folder(Path out) {
        return out.resolve(FOLDER);
    }

    /**
     * The page of all studies whose results are there.
     *
     * @param out the folder of the page
     * @return the page
     */
    public static ComplexityPage of(Path out) {
        List<StudyResult> results = new ArrayList<>();
        for (CostStudy study : CostStudy.values()) {
            if (Files.exists(StudyResult.json(study, folder(out)))) {
                results.add(StudyResult.read(study, folder(out)));
            }
        }
        return new ComplexityPage(results);
    }

    /**
     * Writes the page.
     *
     * @param out the folder
     * @return the file
     * @throws IOException if it could not be written
     */
    public Path write(Path out) throws IOException {
        Path file = out.resolve(FOLDER + ".md");
        AtomicFile.write(file, text());
        return file;
    }

    /**
     * The table alone.
     *
     * @return a Markdown table with one row per study
     */
    public String table() {
        MarkdownTable table = new MarkdownTable(
                "operation", "against", "paper's term", "work exponent", "time exponent [95 %]", "fixed cost", "R²");
        for (StudyResult result : results) {
            CostStudy study = result.study();
            SimpleRegression line = result.line();
            int[] sizes = study.sizes();
            table.add(
                    study.operation(),
                    study.symbol() + ", " + sizes[0] + " to " + sizes[sizes.length - 1],
                    study.term(),
                    Decimal.fixed(result.workLaw().exponent().estimate(), 2),
                    interval(result.timeLaw().exponent()),
                    Quantity.time(line.getIntercept()),
                    Decimal.fixed(line.getRSquare(), 4));
        }
        return table.toString();
    }

    private static String interval(Interval interval) {
        return Decimal.fixed(interval.estimate(), 2) + " [" + Decimal.fixed(interval.low(), 2) + ", "
                + Decimal.fixed(interval.high(), 2) + "]";
    }

    /** The page's Markdown. */
    String text() {
        StringBuilder text = new StringBuilder(HEAD).append(table()).append('\n');
        for (StudyResult result : results) {
            String name = FOLDER + "/" + result.study().title();
            text.append("![")
                    .append(result.chart().title())
                    .append("](")
                    .append(name)
                    .append(".svg)\n\n");
        }
        text.append("Figures and data are in [")
                .append(FOLDER)
                .append("/](")
                .append(FOLDER)
                .append("/). To repeat:\n\n");
        text.append("    ./dmsb bench complexity --out DIR\n\nMeasured on (dates are with the data):\n\n");
        Set<String> machines = new LinkedHashSet<>();
        results.forEach(result -> machines.add(result.machine().place()));
        machines.forEach(machine ->
                text.append("- ").append(machine.replace("; ", ";\n  ")).append(".\n"));
        return text.toString();
    }
}
