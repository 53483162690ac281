package dmsb.site;

/** Addresses within the site: paths from its root, with slashes, such as {@code docs/results/index.html}. */
final class Addresses {
    private Addresses() {}

    /**
     * The way from one page to an address.
     *
     * @param page the page with the link
     * @param address where the link leads
     * @return a relative reference
     */
    static String relative(String page, String address) {
        return rootOf(page) + address;
    }

    /** The way from a page to the root: nothing, or {@code ../} once for every folder. */
    static String rootOf(String page) {
        return "../".repeat((int) page.chars().filter(c -> c == '/').count());
    }

    /** The folder of an address or of a path in the repository, with a slash at its end unless it is the root. */
    static String folderOf(String address) {
        return address.substring(0, address.lastIndexOf('/') + 1);
    }

    /** The last part of an address. */
    static String nameOf(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
