package dmsb.site;

/**
 * What the search finds: a heading of a page and the text up to the next one.
 *
 * @param page the page's title
 * @param heading the heading
 * @param address the page and the heading's anchor
 * @param text without markup
 */
record SearchEntry(String page, String heading, String address, String text) {}
