package dmsb.experiments.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form of the pages: short lines, an opening paragraph, links that lead somewhere. */
class PagesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int LONGEST_LINE = 120;

    private static final Pattern FENCE = Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern HEADING = Pattern.compile("^#+ +(.+?) *$", Pattern.MULTILINE);
    private static final Pattern INLINE_LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern LINK_BY_LABEL = Pattern.compile("]\\[([^]]+)]");
    private static final Pattern LABEL = Pattern.compile("^\\[([^]]+)]: (\\S+)$", Pattern.MULTILINE);

    static List<Path> allPages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of("", "docs", "docs/results", "examples")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md"))
                        .map(ROOT::relativize)
                        .sorted()
                        .forEach(pages::add);
            }
        }
        assertTrue(pages.size() > 10, pages.toString());
        return pages;
    }

    static List<Path> guides() throws IOException {
        List<Path> pages = new ArrayList<>(allPages());
        pages.remove(Path.of("CHANGELOG.md"));
        return pages;
    }

    /** What a program prints is quoted as it is, and a row of a table is a line. */
    @ParameterizedTest
    @MethodSource("guides")
    void noLineOfProseIsLong(Path page) throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve(page));
        List<String> tooLong = new ArrayList<>();
        boolean quoted = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            quoted ^= line.startsWith("```");
            if (line.length() > LONGEST_LINE && !quoted && !line.startsWith("|")) {
                tooLong.add(page + ":" + (i + 1) + ": " + lines.get(i).length() + " characters");
            }
        }
        assertEquals(List.of(), tooLong);
    }

    /** A title, then a paragraph of prose that ends as a sentence does, before any list, table, code or picture. */
    @ParameterizedTest
    @MethodSource("guides")
    void aPageOpensWithAParagraph(Path page) throws IOException {
        String[] blocks = Files.readString(ROOT.resolve(page)).strip().split("\\R\\s*\\R", 3);
        assertTrue(blocks[0].matches("# [^\\n]+"), page + ": expected a title, got " + blocks[0]);
        String opening = blocks.length > 1 ? blocks[1] : "";
        assertTrue(
                opening.matches("(?s)[A-Z`\\[].{60,}[.:]"),
                page + ": expected a paragraph that says what the page is for, got \"" + opening + "\"");
    }

    @ParameterizedTest
    @MethodSource("allPages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        for (String link : links(page)) {
            if (!link.matches("[a-z]+:.*") && !leadsSomewhere(page, link)) {
                broken.add(page + ": " + link);
            }
        }
        assertEquals(List.of(), broken);
    }

    /** From the README, or from a page that is. */
    @Test
    void everyGuideIsReachedFromTheReadme() throws IOException {
        Set<Path> reached = new HashSet<>();
        Deque<Path> next = new ArrayDeque<>(List.of(Path.of("README.md")));
        while (!next.isEmpty()) {
            Path page = next.remove();
            if (Files.exists(ROOT.resolve(page)) && reached.add(page)) {
                for (String link : links(page)) {
                    Path target =
                            page.resolveSibling(link.replaceFirst("#.*", "")).normalize();
                    Path shown = Files.isDirectory(ROOT.resolve(target)) ? target.resolve("README.md") : target;
                    if (shown.toString().endsWith(".md") && !link.matches("[a-z]+:.*")) {
                        next.add(shown);
                    }
                }
            }
        }
        List<Path> lost = new ArrayList<>(guides());
        lost.removeAll(reached);
        assertEquals(List.of(), lost);
    }

    @Test
    void linksOfTheReadmeAreFound() throws IOException {
        assertTrue(links(Path.of("README.md")).size() > 10);
    }

    /** As GitHub makes them: lower case, without punctuation, hyphens for blanks, numbers for repetitions. */
    @Test
    void anchorsAreThoseOfGitHub() {
        assertEquals(
                Set.of("does-it-pay", "clear---model", "a", "a-1"),
                anchors("# Does it pay?\n\n## `clear --model`\n\n# A\n\n```\n# no heading\n```\n\n# A\n"));
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target =
                ROOT.resolve(file.isEmpty() ? page : page.resolveSibling(file)).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        boolean anchored = hash >= 0 && target.toString().endsWith(".md");
        return !anchored || anchors(Files.readString(target)).contains(link.substring(hash + 1));
    }

    /** The targets of a page's links, in brackets and by label; a label without a target is an empty file name. */
    private static List<String> links(Path page) throws IOException {
        String text = CODE.matcher(
                        FENCE.matcher(Files.readString(ROOT.resolve(page))).replaceAll(""))
                .replaceAll("x");
        Map<String, String> labels = new HashMap<>();
        LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        List<String> links = new ArrayList<>(labels.values());
        INLINE_LINK.matcher(text).results().forEach(link -> links.add(link.group(1)));
        LINK_BY_LABEL
                .matcher(text)
                .results()
                .forEach(link -> links.add(labels.getOrDefault(link.group(1), "no target: " + link.group(1))));
        return links;
    }

    private static Set<String> anchors(String text) {
        Set<String> anchors = new HashSet<>();
        Matcher headings = HEADING.matcher(FENCE.matcher(text).replaceAll(""));
        while (headings.find()) {
            String anchor = headings.group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int repetition = 1;
            String unique = anchor;
            while (!anchors.add(unique)) {
                unique = anchor + "-" + repetition++;
            }
        }
        return anchors;
    }
}
