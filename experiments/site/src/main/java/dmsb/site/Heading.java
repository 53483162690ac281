package dmsb.site;

/**
 * A heading of a page.
 *
 * @param level 1 for the title, 2 for a section, and so on
 * @param text without markup
 * @param anchor its id, unique in the page
 */
record Heading(int level, String text, String anchor) {}
