package dmsb.site;

import java.util.List;

/**
 * A Markdown file as a page of the site.
 *
 * @param source the file, from the root of the repository
 * @param address the page
 * @param title the first heading
 * @param headings all headings, in order
 * @param html what stands between the site's header and the end of the page
 * @param entries what the search finds
 */
record SitePage(
        String source, String address, String title, List<Heading> headings, String html, List<SearchEntry> entries) {
    /** Copies the lists. */
    SitePage {
        headings = List.copyOf(headings);
        entries = List.copyOf(entries);
    }

    /**
     * The address of a Markdown file's page. A {@code README.md} is the page of its folder.
     *
     * @param source the file, from the root of the repository
     * @return the page's address
     */
    static String addressOf(String source) {
        String folder = Addresses.folderOf(source);
        String name = Addresses.nameOf(source);
        return name.equals("README.md") ? folder + "index.html" : folder + name.replaceAll("\\.md$", ".html");
    }
}
