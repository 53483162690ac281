package dmsb.experiments.figure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the rules of {@link ChartStyle} say of one element in light mode, for files that no browser reads. There is one
 * style sheet: this reads it.
 *
 * @param properties the declarations that hold, by property, custom ones resolved
 */
record ElementStyle(Map<String, String> properties) {
    static final String FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";
    static final String FONT_SIZE = "12";

    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)\\}");
    private static final Pattern VARIABLE = Pattern.compile("var\\((--[a-z0-9-]+)(?:, *([^()]*(?:\\([^()]*\\))?))?\\)");
    private static final String CHART = ".dmsb-chart";

    /** The properties that are attributes of SVG too. */
    private static final Set<String> ATTRIBUTES = new LinkedHashSet<>(List.of(
            "fill",
            "fill-opacity",
            "stroke",
            "stroke-width",
            "stroke-dasharray",
            "stroke-linejoin",
            "stroke-linecap",
            "font-size",
            "font-weight",
            "text-anchor"));

    private record Rule(String element, Set<String> classes, Map<String, String> declarations) {
        boolean matches(String name, Set<String> given) {
            return (element.isEmpty() || element.equals(name)) && given.containsAll(classes);
        }
    }

    private static final List<Rule> RULES = rules();

    ElementStyle {
        properties = Map.copyOf(properties);
    }

    /** The style of an element with some classes, separated by spaces. */
    static ElementStyle of(String element, String classes) {
        Set<String> given = new HashSet<>(List.of(classes.split(" +", -1)));
        Map<String, String> declared = new HashMap<>();
        for (Rule rule : RULES) {
            if (rule.matches(element, given)) {
                declared.putAll(rule.declarations());
            }
        }
        Map<String, String> resolved = new HashMap<>();
        declared.forEach((property, value) -> {
            if (!property.startsWith("--")) {
                resolved.put(property, resolve(value, declared));
            }
        });
        return new ElementStyle(resolved);
    }

    String get(String property, String fallback) {
        return properties.getOrDefault(property, fallback);
    }

    double number(String property, double fallback) {
        String text = properties.get(property);
        return text == null ? fallback : Double.parseDouble(text.replace("px", ""));
    }

    /** The style as presentation attributes. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String property : ATTRIBUTES) {
            String value = properties.get(property);
            if (value != null) {
                attributes.put(property, value.replace("px", ""));
            }
        }
        return attributes;
    }

    private static String resolve(String value, Map<String, String> variables) {
        String text = value;
        for (Matcher found = VARIABLE.matcher(text); found.find(); found = VARIABLE.matcher(text)) {
            String fallback = found.group(2) == null ? "" : found.group(2);
            String replacement = variables.getOrDefault(found.group(1), fallback);
            text = text.substring(0, found.start()) + replacement + text.substring(found.end());
        }
        return text;
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        Matcher rule = RULE.matcher(withoutMedia(ChartStyle.css()));
        while (rule.find()) {
            Map<String, String> declarations = new LinkedHashMap<>();
            for (String declaration : rule.group(2).split(";", -1)) {
                int colon = declaration.indexOf(':');
                if (colon > 0) {
                    declarations.put(
                            declaration.substring(0, colon).strip(),
                            declaration.substring(colon + 1).strip());
                }
            }
            for (String selector : rule.group(1).split(",", -1)) {
                String[] parts = selector.strip().split(" +", -1);
                boolean known = parts[0].equals(CHART) && parts.length <= 2 && !selector.contains(":");
                if (known) {
                    rules.add(rule(parts.length == 1 ? "" : parts[1], parts.length == 1, declarations));
                }
            }
        }
        return List.copyOf(rules);
    }

    /** A rule of a selector such as {@code text} or {@code .lead.quiet}; that of the whole chart gives its variables. */
    private static Rule rule(String selector, boolean whole, Map<String, String> declarations) {
        Map<String, String> kept = new LinkedHashMap<>(declarations);
        if (whole) {
            kept.keySet().removeIf(property -> !property.startsWith("--"));
        }
        String[] names = selector.split("\\.", -1);
        Set<String> classes = new LinkedHashSet<>(List.of(names).subList(1, names.length));
        return new Rule(names[0], classes, kept);
    }

    private static String withoutMedia(String css) {
        StringBuilder kept = new StringBuilder();
        int at = 0;
        for (int media = css.indexOf("@media"); media >= 0; media = css.indexOf("@media", at)) {
            kept.append(css, at, media);
            int depth = 0;
            int i = css.indexOf('{', media);
            do {
                depth += css.charAt(i) == '{' ? 1 : css.charAt(i) == '}' ? -1 : 0;
                i++;
            } while (depth > 0);
            at = i;
        }
        return kept.append(css.substring(at)).toString();
    }
}
