package dmsb.proofs.smt;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints, as Markdown, the tables of docs/results/proofs.md: what is proved, and what is refuted by which numbers. */
final class ProofReport {
    private static final int FEWEST = 2;
    private static final int MOST = 9;

    private ProofReport() {}

    /** Proves everything once more and prints it. */
    public static void main(String[] arguments) {
        List<Rules.Modified> grid = Rules.grid();
        line("| law | rho | proved for N | queries | ms |");
        line("| --- | --- | --- | --- | --- |");
        for (Law law : Law.values()) {
            if (law != Law.SCALE_FREE) {
                row(law, "every rho >= 1", List.of(new Rules.AnyPrice()), 3);
            }
            row(law, "each 10^(a/20), a = 0..19", grid, Prover.EXTRAS);
        }
        long start = System.nanoTime();
        List<Integer> proved = IntStream.rangeClosed(FEWEST, MOST)
                .filter(Scaling::isProved)
                .boxed()
                .toList();
        line("| psi(theta B) = theta psi(B), every theta > 0 | every rho >= 1 | " + listed(proved) + " | "
                + (MOST - FEWEST + 1) + " | " + millis((System.nanoTime() - start) / 1e6) + " |");
        line("");
        line("| rule | law that it breaks | N | numbers |");
        line("| --- | --- | --- | --- |");
        for (Rules.Weakened weakened : Rules.weakened()) {
            for (Law law : Law.values()) {
                int bidders = law == Law.DETERMINED_BY_HIGHEST ? FEWEST + 1 : FEWEST;
                if (law.speaksOf(weakened.rule())) {
                    Verdict verdict = Prover.counterexample(law, weakened.rule(), bidders);
                    if (!verdict.proved()) {
                        line("| " + weakened.rule() + " | " + law + " | " + bidders + " | "
                                + verdict.numbers().replace(" = ", "=") + " |");
                    }
                }
            }
        }
    }

    private static void row(Law law, String treatment, List<? extends Rule> rules, int extras) {
        List<Verdict> verdicts = IntStream.rangeClosed(FEWEST, MOST)
                .boxed()
                .flatMap(n -> rules.stream().map(rule -> Prover.decide(law, rule, n, extras)))
                .toList();
        List<Integer> proved = IntStream.rangeClosed(FEWEST, MOST)
                .filter(n -> verdicts.stream().filter(v -> v.bidders() == n).allMatch(Verdict::proved))
                .boxed()
                .toList();
        double millis = verdicts.stream().mapToDouble(Verdict::millis).sum();
        line("| " + law + " | " + treatment + " | " + listed(proved) + " | " + verdicts.size() + " | " + millis(millis)
                + " |");
    }

    private static String listed(List<Integer> bidders) {
        return bidders.size() == MOST - FEWEST + 1
                ? FEWEST + ".." + MOST
                : bidders.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%.0f", millis);
    }

    private static void line(String line) {
        System.out.println(line);
    }
}
