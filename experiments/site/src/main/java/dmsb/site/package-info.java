/**
 * The project's documents and javadoc as one static site. A <em>page</em> is a Markdown file of the repository and the HTML
 * file made of it; an <em>anchor</em> is the id of a heading, by GitHub's rule, so that links work in both places.
 */
@NullMarked
package dmsb.site;

import org.jspecify.annotations.NullMarked;
