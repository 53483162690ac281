package dmsb.experiments.dense;

import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.market.Scenario;
import dmsb.core.argument.Suggestion;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.RandomSearch;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.config.Yaml;
import dmsb.nn.agent.SetActorConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a trial compares, from a YAML file: methods, on markets, in several trainings, with equal means.
 *
 * @param text the file's text
 * @param seeds the number of trainings, with seeds from 1
 * @param slots the slots of a training
 * @param trainingEpisodes what filters are fitted on
 * @param episodes the held-out episodes
 * @param seed their seed
 * @param tuning what settings are chosen on
 * @param markets the markets
 * @param methods the methods
 * @param verdict what is judged
 */
public record TrialPlan(
        String text,
        int seeds,
        int slots,
        int trainingEpisodes,
        int episodes,
        long seed,
        TrialTuning tuning,
        List<TrialMarket> markets,
        List<TrialMethod> methods,
        TrialVerdict verdict) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
    private static final int MOST_PROPOSALS = 1_024;

    /** Copies the lists. */
    public TrialPlan {
        markets = List.copyOf(markets);
        methods = List.copyOf(methods);
    }

    /**
     * A market.
     *
     * @param name its name in files
     * @param scenario the scenario
     */
    public record TrialMarket(String name, Scenario scenario) {}

    /**
     * What settings are chosen on.
     *
     * @param market the market
     * @param slots the slots of a training
     * @param episodes the episodes, which are not the held-out ones
     * @param seed their seed
     */
    public record TrialTuning(TrialMarket market, int slots, int episodes, long seed) {}

    /**
     * A method.
     *
     * @param name its name in files
     * @param rule the rule without a network; nothing for a network
     * @param candidates the settings of a network among which the tuning chooses, the given ones first; empty without a network
     * @param proposals the numbers of proposals that it is run with
     */
    public record TrialMethod(
            String name, Optional<NamedVectorRule> rule, List<SetActorConfig> candidates, List<Integer> proposals) {
        /** Copies the lists. */
        public TrialMethod {
            candidates = List.copyOf(candidates);
            proposals = List.copyOf(proposals);
        }
    }

    /**
     * What is judged: a method against the best of the other networks, on some markets.
     *
     * @param method the name of the method, a network
     * @param markets the names of the markets
     */
    public record TrialVerdict(String method, List<String> markets) {
        /** Copies the list. */
        public TrialVerdict {
            markets = List.copyOf(markets);
        }
    }

    /**
     * Reads a plan.
     *
     * @param file the file
     * @return the plan
     * @throws UsageException if it is missing or not a plan
     */
    public static TrialPlan read(Path file) {
        return parse(Yaml.text(file), file.toString());
    }

    /**
     * Reads the text of a plan.
     *
     * @param text the text
     * @param source where it comes from, for messages
     * @return the plan
     * @throws UsageException if it is not a plan
     */
    public static TrialPlan parse(String text, String source) {
        ConfigSection plan = ConfigSection.of(source, Yaml.parse(text, source))
                .only(List.of(
                        "seeds",
                        "slots",
                        "trainingEpisodes",
                        "episodes",
                        "seed",
                        "tuning",
                        "markets",
                        "methods",
                        "verdict"));
        Set<String> names = new HashSet<>();
        List<TrialMarket> markets = new ArrayList<>();
        for (ConfigSection market : plan.sections("markets")) {
            markets.add(market(market.only(List.of("name", "scenario", "set")), name(market, names)));
        }
        ConfigSection tuning = plan.section("tuning").only(List.of("market", "slots", "episodes", "seed"));
        names.clear();
        List<TrialMethod> methods = new ArrayList<>();
        for (ConfigSection method : plan.sections("methods")) {
            methods.add(method(method, name(method, names)));
        }
        TrialTuning chosen = new TrialTuning(
                markets.stream()
                        .filter(market -> market.name().equals(tuning.text("market")))
                        .findFirst()
                        .orElseThrow(() -> tuning.refusal("market", "the name of one of the markets")),
                tuning.count("slots"),
                tuning.count("episodes"),
                tuning.wholeNumber("seed"));
        if (chosen.seed() == plan.wholeNumber("seed")) {
            throw tuning.refusal("seed", "another one than that of the held-out episodes");
        }
        requireDistinctRuns(markets, methods, source);
        return new TrialPlan(
                text,
                plan.count("seeds"),
                plan.count("slots"),
                plan.count("trainingEpisodes"),
                plan.count("episodes"),
                plan.wholeNumber("seed"),
                chosen,
                markets,
                methods,
                verdict(plan.section("verdict").only(List.of("method", "markets")), markets, methods));
    }

    /** Names of runs end in numbers, so that two are the same only if market and method give the same text. */
    private static void requireDistinctRuns(List<TrialMarket> markets, List<TrialMethod> methods, String source) {
        Map<String, TrialRun> runs = new HashMap<>();
        for (TrialMarket market : markets) {
            for (TrialMethod method : methods) {
                for (int proposals : method.proposals()) {
                    TrialRun run = new TrialRun(TrialStage.SLOTS, market.name(), method.name(), proposals, 1, 0);
                    TrialRun other = runs.put(run.fileName(), run);
                    if (other != null) {
                        throw new UsageException(source
                                + ": expected markets and methods whose runs have different names,"
                                + " got " + run.fileName() + " for market " + other.market() + " with method "
                                + other.method() + " and for market " + run.market() + " with method " + run.method());
                    }
                }
            }
        }
    }

    private static TrialVerdict verdict(ConfigSection verdict, List<TrialMarket> markets, List<TrialMethod> methods) {
        String judged = verdict.text("method");
        if (methods.stream()
                .noneMatch(
                        method -> method.name().equals(judged) && method.rule().isEmpty())) {
            throw verdict.refusal("method", "the name of one of the methods with a network");
        }
        List<String> known = markets.stream().map(TrialMarket::name).toList();
        List<String> on = verdict.list("markets").stream().map(String::valueOf).toList();
        if (!known.containsAll(on)) {
            throw verdict.refusal("markets", "names of markets, " + String.join(", ", known));
        }
        return new TrialVerdict(judged, on);
    }

    private static String name(ConfigSection section, Set<String> names) {
        String name = section.text("name");
        if (!NAME.matcher(name).matches()) {
            throw section.refusal("name", "at most 40 letters, digits, _ and -, beginning with a letter or digit");
        }
        if (!names.add(name)) {
            throw section.refusal("name", "another name");
        }
        return name;
    }

    private static TrialMarket market(ConfigSection market, String name) {
        return new TrialMarket(
                name,
                Presets.INTERSECTIONS.load(
                        market.text("scenario"), market.section("set").toMap()));
    }

    private static TrialMethod method(ConfigSection method, String name) {
        String rule = method.text("rule");
        Optional<DenseMethod> network = DenseMethod.of(rule);
        if (network.isEmpty()) {
            if (!NamedVectorRule.names().contains(rule)) {
                List<String> known = new ArrayList<>(NamedVectorRule.names());
                known.addAll(DenseMethod.names());
                throw method.refusal("rule", "one of " + String.join(", ", known) + Suggestion.of(rule, known));
            }
            method.only(List.of("name", "rule"));
            return new TrialMethod(name, Optional.of(NamedVectorRule.of(rule)), List.of(), List.of(1));
        }
        method.only(List.of("name", "rule", "set", RandomSearch.KEY, "proposals"));
        List<SetActorConfig> candidates = RandomSearch.trials(method, name).stream()
                .map(trial -> network.get()
                        .settings(
                                Presets.SET_ACTORS.complete(trial.section("set").toMap())))
                .toList();
        List<Integer> proposals = new ArrayList<>();
        for (long count : method.has("proposals") ? method.wholeNumbers("proposals") : List.of(1L)) {
            if (count < 1 || count > MOST_PROPOSALS) {
                throw method.refusal("proposals", "whole numbers from 1 to " + MOST_PROPOSALS);
            }
            proposals.add((int) count);
        }
        return new TrialMethod(name, Optional.empty(), candidates, proposals);
    }
}
