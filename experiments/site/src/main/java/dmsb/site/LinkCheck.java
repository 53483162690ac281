package dmsb.site;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The links of a folder of HTML files. Every {@code href} and {@code src} without a scheme has to lead to a file of the
 * folder, and its anchor to an id in that file. Links with a scheme are not followed: the check needs no network.
 */
public final class LinkCheck {
    private static final int SHOWN = 50;
    /** Comments, and scripts between their tags. */
    private static final Pattern SKIPPED = Pattern.compile("(?is)<!--.*?-->|(?<tag><script\\b[^>]*>).*?</script>");

    private static final Pattern TAG = Pattern.compile("<[a-zA-Z][^<>]*>");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?i)\\s(?<name>href|src|id|name)\\s*=\\s*(?:\"(?<double>[^\"]*)\"|'(?<single>[^']*)')");
    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z+.-]*:.*", Pattern.DOTALL);

    private final Path folder;
    private final Map<Path, Set<String>> anchors = new HashMap<>();
    private final Map<Path, List<String>> links = new HashMap<>();

    private LinkCheck(Path folder) {
        this.folder = folder;
    }

    /**
     * Checks a folder.
     *
     * @param arguments the folder
     * @throws IOException if a file cannot be read
     * @throws IllegalStateException if a link leads to nothing; the message names page and link of each
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("arguments: expected the site's folder, got " + arguments.length);
        }
        LinkCheck check = of(Path.of(arguments[0]));
        List<String> dead = check.dead();
        if (!dead.isEmpty()) {
            throw new IllegalStateException(dead.size() + " dead links\n"
                    + String.join("\n", dead.subList(0, Math.min(SHOWN, dead.size()))));
        }
        System.out.println("site: " + check.count() + " links in " + check.links.size() + " pages, none dead");
    }

    /**
     * Reads a folder.
     *
     * @param folder the folder
     * @return its links
     * @throws IOException if a file cannot be read
     */
    public static LinkCheck of(Path folder) throws IOException {
        LinkCheck check = new LinkCheck(folder.toAbsolutePath().normalize());
        try (Stream<Path> files = Files.walk(check.folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".html")).toList()) {
                check.read(file);
            }
        }
        return check;
    }

    /**
     * How many links there are, those with a scheme left out.
     *
     * @return the number
     */
    public int count() {
        return links.values().stream().mapToInt(List::size).sum();
    }

    /**
     * The links that lead to nothing.
     *
     * @return a line for each, in the order of the pages' names
     */
    public List<String> dead() {
        List<String> dead = new ArrayList<>();
        links.keySet().stream().sorted().forEach(page -> {
            for (String link : links.getOrDefault(page, List.of())) {
                String fault = fault(page, link);
                if (!fault.isEmpty()) {
                    dead.add(folder.relativize(page) + ": '" + link + "': " + fault);
                }
            }
        });
        return dead;
    }

    private void read(Path page) throws IOException {
        String html = SKIPPED.matcher(Files.readString(page)).replaceAll("${tag}");
        Set<String> ids = new HashSet<>();
        List<String> targets = new ArrayList<>();
        Matcher tags = TAG.matcher(html);
        while (tags.find()) {
            Matcher attributes = ATTRIBUTE.matcher(tags.group());
            while (attributes.find()) {
                String value = Html.unescape(
                        Objects.requireNonNullElseGet(attributes.group("double"), () -> attributes.group("single")));
                if (attributes.group("name").toLowerCase(Locale.ROOT).matches("id|name")) {
                    ids.add(value);
                } else if (!SCHEME.matcher(value).matches()) {
                    targets.add(value);
                }
            }
        }
        anchors.put(page, ids);
        links.put(page, targets);
    }

    /** What is wrong with a link, or nothing. */
    private String fault(Path page, String link) {
        int hash = link.indexOf('#');
        String file = (hash < 0 ? link : link.substring(0, hash)).replaceAll("\\?.*", "");
        Path target = file.isEmpty() ? page : page.resolveSibling(decoded(file)).normalize();
        if (Files.isDirectory(target)) {
            target = target.resolve("index.html");
        }
        if (!target.startsWith(folder)) {
            return "expected a file of the site, got one outside";
        }
        if (!Files.exists(target)) {
            return "expected a file of the site, got none";
        }
        String anchor = hash < 0 ? "" : decoded(link.substring(hash + 1));
        Set<String> ids = anchors.get(target);
        if (anchor.isEmpty() || ids == null || ids.contains(anchor)) {
            return "";
        }
        return "expected an id '" + anchor + "' in " + folder.relativize(target) + ", got none";
    }

    private static String decoded(String reference) {
        return URLDecoder.decode(reference.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
