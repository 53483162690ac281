package dmsb.site;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The anchors of one page's headings, by GitHub's rule: lower case, nothing but letters, digits, hyphens and underscores,
 * a hyphen for every space. A repeated heading gets a number.
 */
final class Anchors {
    private final Map<String, Integer> taken = new HashMap<>();

    /** The anchor of the next heading of the page. */
    String next(String heading) {
        String anchor = of(heading);
        int before = taken.merge(anchor, 1, Integer::sum) - 1;
        return before == 0 ? anchor : anchor + "-" + before;
    }

    /** The anchor of a heading that is not repeated. */
    static String of(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
