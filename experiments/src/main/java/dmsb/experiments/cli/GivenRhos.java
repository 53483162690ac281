package dmsb.experiments.cli;

import dmsb.experiments.clearing.Pricing;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;

/**
 * What {@code --rho} gives: one factor, or several with commas between them.
 *
 * @param each the factors, in order
 */
record GivenRhos(List<Double> each) {
    /** From the word of the command line. */
    static final class RhosText implements ITypeConverter<GivenRhos> {
        @Override
        public GivenRhos convert(String text) {
            RhoText one = new RhoText();
            List<Double> each = new ArrayList<>();
            for (String word : text.split(",", -1)) {
                each.add(one.convert(word));
            }
            return new GivenRhos(List.copyOf(each));
        }
    }

    /**
     * The factor of all rounds.
     *
     * @throws UsageException if there are several
     */
    double only() {
        if (each.size() > 1) {
            throw new UsageException("--rho: expected one number for a log of one task, got " + each.size());
        }
        return each.get(0);
    }

    /**
     * The factors of the tasks of a slot.
     *
     * @param tasks how many
     * @return a factor for each
     * @throws UsageException if there are neither one nor as many, or one is below 1
     */
    List<Double> ofTasks(int tasks) {
        if (each.size() != 1 && each.size() != tasks) {
            throw new UsageException("--rho: expected one number, or one for each of the scenario's tasks, " + tasks
                    + ", got " + each.size());
        }
        for (double rho : each) {
            new Pricing.Fixed(rho); // refuses one below 1
        }
        return each.size() == 1 ? Collections.nCopies(tasks, each.get(0)) : each;
    }

    @Override
    public String toString() {
        return each.stream().map(Decimal::shortest).collect(Collectors.joining(","));
    }
}
