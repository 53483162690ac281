package dmsb.experiments.config;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A random search over a learner's settings (Bergstra and Bengio 2012), key {@code search} of a method: a method of its own for
 * every trial, {@code NAME 0}, {@code NAME 1}, .... Trial 0 has the settings as they stand, which a search has to beat.
 */
public final class RandomSearch {
    /** The key of a method under which a search stands. */
    public static final String KEY = "search";

    /** Settings are drawn with so many digits that a reader can repeat them by hand. */
    private static final MathContext DIGITS = new MathContext(2);

    private static final int MOST_TRIALS = 10_000;

    private RandomSearch() {}

    /**
     * The methods that a search makes of one.
     *
     * @param method the method, with or without a search
     * @param name its name
     * @return the methods, each with its name; one if there is no search
     * @throws UsageException if the search is malformed
     */
    public static List<ConfigSection> trials(ConfigSection method, String name) {
        Map<String, Object> keys = method.toMap();
        if (!method.has(KEY)) {
            keys.put("name", name);
            return List.of(ConfigSection.of(method.place(), keys));
        }
        ConfigSection search = method.section(KEY).only(List.of("trials", "seed", "draw"));
        int trials = search.count("trials");
        if (trials > MOST_TRIALS) {
            throw search.refusal("trials", "at most " + MOST_TRIALS);
        }
        ConfigSection draw = search.section("draw");
        if (draw.keys().isEmpty()) {
            throw search.refusal("draw", "a mapping of the learner's keys to what they are drawn from");
        }
        keys.remove(KEY);
        SeedTree seeds = SeedTree.of(search.wholeNumber("seed"));
        Map<String, Object> settings = method.section("set").toMap();
        List<ConfigSection> methods = new ArrayList<>();
        for (int trial = 0; trial <= trials; trial++) {
            if (trial > 0) {
                RandomStream random = seeds.child(trial).stream();
                draw.keys().forEach(key -> settings.put(key, drawn(draw, key, random)));
            }
            keys.put("name", name + " " + trial);
            keys.put("set", new LinkedHashMap<>(settings));
            methods.add(ConfigSection.of(method.place(), keys));
        }
        return methods;
    }

    private static Object drawn(ConfigSection draw, String key, RandomStream random) {
        if (draw.isList(key)) {
            List<Object> values = draw.list(key);
            return values.get(random.nextInt(values.size()));
        }
        ConfigSection range = draw.section(key);
        if (range.keys().size() != 1) {
            throw draw.refusal(key, "a list of values, {uniform: [a, b]}, or {log: [a, b]} with 0 < a < b");
        }
        boolean log = range.only(List.of("uniform", "log")).has("log");
        List<Object> ends = range.list(log ? "log" : "uniform");
        double low = end(ends, 0);
        double high = end(ends, 1);
        boolean rises =
                low < high && (log ? low > 0 && high / low <= Double.MAX_VALUE : high - low <= Double.MAX_VALUE);
        if (ends.size() != 2 || !rises) {
            throw draw.refusal(key, "two finite numbers, the lower one first, for {log: [a, b]} above 0");
        }
        double u = random.nextDouble();
        double value = log ? low * StrictMath.pow(high / low, u) : low + u * (high - low);
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

    private static double end(List<Object> ends, int index) {
        @Nullable Object end = index < ends.size() ? ends.get(index) : null;
        return end instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
