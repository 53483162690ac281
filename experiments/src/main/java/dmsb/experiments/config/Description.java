package dmsb.experiments.config;

import dmsb.auction.evaluation.NamedSeller;
import dmsb.auction.market.Scenario;
import dmsb.core.setting.Schema;
import dmsb.core.setting.Setting;
import dmsb.core.setting.Settings;
import dmsb.nn.agent.LearnerConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be set and chosen, as the tables of the documentation: made of the descriptions that the settings and rules
 * themselves are made of. A page holds a table between two comments, which name it, so that it can be made anew.
 */
public enum Description {
    /** The keys of a scenario. */
    SCENARIO {
        @Override
        List<List<String>> rows() {
            List<List<String>> rows = table("key", "`paper`", "unit", "can be", "default from", "what");
            for (Setting<?> key : Scenario.SCHEMA.keys()) {
                rows.add(List.of(
                        code(key.name()),
                        code(standard(key)),
                        key.unit(),
                        key.type().expected(),
                        key.source(),
                        key.meaning()));
            }
            return rows;
        }
    },

    /** The presets of scenarios. */
    SCENARIO_PRESETS {
        @Override
        List<List<String>> rows() {
            List<List<String>> rows = table("name", "what differs from `paper`");
            Scenario.SCHEMA.presets().forEach((name, meaning) -> rows.add(List.of(code(name), meaning)));
            return rows;
        }
    },

    /** The keys of all learners. */
    LEARNER {
        @Override
        List<List<String>> rows() {
            List<List<String>> rows = table("key", "of", "can be", "default from", "what");
            for (Setting<?> key : learnerKeys()) {
                List<String> agents = LearnerConfig.schemas().entrySet().stream()
                        .filter(entry -> entry.getValue().keys().contains(key))
                        .map(Map.Entry::getKey)
                        .toList();
                rows.add(List.of(
                        code(key.name()),
                        agents.size() == LearnerConfig.schemas().size() ? "all" : String.join(", ", agents),
                        key.type().expected(),
                        key.source(),
                        key.meaning()));
            }
            return rows;
        }
    },

    /** The presets of all learners, with the value of every key. */
    LEARNER_PRESETS {
        @Override
        List<List<String>> rows() {
            List<String> header = new ArrayList<>(List.of("key"));
            List<Map<String, Object>> presets = new ArrayList<>();
            LearnerConfig.schemas()
                    .forEach((agent, schema) -> schema.presets().keySet().forEach(preset -> {
                        header.add(agent + " " + preset);
                        presets.add(schema.preset(preset).values().toPlain());
                    }));
            List<List<String>> rows = new ArrayList<>(List.of(header));
            for (Setting<?> key : learnerKeys()) {
                List<String> row = new ArrayList<>(List.of(code(key.name())));
                presets.forEach(preset -> row.add(text(preset.get(key.name()))));
                rows.add(row);
            }
            return rows;
        }
    },

    /** The ways of selling that have a name. */
    RULES {
        @Override
        List<List<String>> rows() {
            List<List<String>> rows = table("`--rule`", "title", "learns first", "what");
            for (NamedSeller seller : NamedSeller.ALL) {
                rows.add(List.of(
                        code(seller.name()), seller.title(), seller.needsTraining() ? "yes" : "no", seller.meaning()));
            }
            return rows;
        }
    };

    private static final Pattern BLOCK =
            Pattern.compile("(<!-- \\./dmsb describe ([a-z-]+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

    /** The header, and a row of cells each. */
    abstract List<List<String>> rows();

    private static List<List<String>> table(String... header) {
        return new ArrayList<>(List.of(List.of(header)));
    }

    /** The keys of all learners, those of the default agent first, in the order of their settings. */
    private static List<Setting<?>> learnerKeys() {
        Map<Setting<?>, Integer> keys = new LinkedHashMap<>();
        for (Schema<? extends Settings> schema : LearnerConfig.schemas().values()) {
            schema.keys().forEach(key -> keys.putIfAbsent(key, keys.size()));
        }
        return List.copyOf(keys.keySet());
    }

    private static <T> String standard(Setting<T> key) {
        return Yaml.text(key.plain(key.standard()));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : Yaml.text(value);
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    /**
     * The name on the command line and in pages.
     *
     * @return for example {@code scenario-presets}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The table.
     *
     * @return the lines of a table in Markdown, each with its end
     */
    public String toMarkdown() {
        List<List<String>> rows = rows();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append(line(rows.get(i)));
            if (i == 0) {
                text.append("| --- ".repeat(rows.get(0).size())).append("|\n");
            }
        }
        return text.toString();
    }

    private static String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (String cell : cells) {
            line.append(cell.isEmpty() ? "| " : "| " + cell.replace("|", "\\|") + " ");
        }
        return line.append("|\n").toString();
    }

    /**
     * A page with its tables made anew.
     *
     * @param page the text, whose tables stand between {@code <!-- ./dmsb describe NAME -->} and {@code <!-- end -->}
     * @return the text with the tables as they are now
     * @throws UsageException if a table has a name that does not exist
     */
    public static String renew(String page) {
        Map<String, Description> byId = new TreeMap<>();
        for (Description description : values()) {
            byId.put(description.id(), description);
        }
        return BLOCK.matcher(page).replaceAll(block -> {
            Description description = byId.get(block.group(2));
            if (description == null) {
                throw new UsageException(
                        "page: expected one of " + String.join(", ", byId.keySet()) + ", got " + block.group(2));
            }
            return Matcher.quoteReplacement(block.group(1) + description.toMarkdown() + block.group(3));
        });
    }
}
