package dmsb.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The menu: groups of pages. A description has a line {@code # Name} for a group and, below it, a line for a document of the
 * repository, or for all others of a folder, {@code docs/*}, in the order of their titles.
 *
 * @param groups pages by the name of their group, both in the order of the menu
 */
record Navigation(Map<String, List<SitePage>> groups) {
    /**
     * The menu of some pages.
     *
     * @param description the description
     * @param pages all pages
     * @return the menu, with every page once
     * @throws IllegalArgumentException if a page has no place, or the description names one that is not there
     */
    static Navigation of(String description, List<SitePage> pages) {
        List<String> lines = description.lines().filter(line -> !line.isBlank()).toList();
        Set<SitePage> rest = new LinkedHashSet<>(pages);
        Map<String, SitePage> named = new LinkedHashMap<>();
        for (String line : lines) {
            if (!line.startsWith("#") && !line.endsWith("*")) {
                named.put(line, take(line, rest));
            }
        }
        Map<String, List<SitePage>> groups = new LinkedHashMap<>();
        List<SitePage> group = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("# ")) {
                group = groups.computeIfAbsent(line.substring(2), name -> new ArrayList<>());
            } else if (line.endsWith("*")) {
                group.addAll(takeFolder(line.substring(0, line.length() - 1), rest));
            } else {
                group.add(named.get(line));
            }
        }
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("navigation: expected a place for every page, got none for "
                    + rest.iterator().next().source());
        }
        return new Navigation(groups);
    }

    /** All pages in the order of the menu. */
    List<SitePage> pages() {
        return groups.values().stream().flatMap(List::stream).toList();
    }

    private static SitePage take(String source, Set<SitePage> rest) {
        SitePage page = rest.stream()
                .filter(candidate -> candidate.source().equals(source))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("navigation: expected documents, each once, got " + source));
        rest.remove(page);
        return page;
    }

    private static List<SitePage> takeFolder(String folder, Set<SitePage> rest) {
        List<SitePage> pages = rest.stream()
                .filter(page -> Addresses.folderOf(page.source()).equals(folder))
                .sorted(Comparator.comparing(SitePage::title))
                .toList();
        rest.removeAll(pages);
        return pages;
    }
}
