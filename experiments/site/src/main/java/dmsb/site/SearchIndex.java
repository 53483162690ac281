package dmsb.site;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The file that the search reads: a script, as a page that was opened from disk may load scripts and nothing else. */
final class SearchIndex {
    /** Its name in the root of the site. */
    static final String FILE = "search-index.js";

    private SearchIndex() {}

    /**
     * The script.
     *
     * @param pages all pages; of results that are as good, the earlier page comes first
     * @return an assignment of an array with page, heading, address and text of every entry
     */
    static String script(List<SitePage> pages) {
        return pages.stream()
                .flatMap(page -> page.entries().stream())
                .map(entry -> "[" + quoted(entry.page()) + "," + quoted(entry.heading()) + "," + quoted(entry.address())
                        + "," + quoted(entry.text()) + "]")
                .collect(Collectors.joining(",\n", "searchIndex = [\n", "\n];\n"));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
