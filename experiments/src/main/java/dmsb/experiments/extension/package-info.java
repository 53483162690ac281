/**
 * Classes of the user's own, found by name. It is the one place in which a name becomes a class: the name comes from the
 * command line, or from a study that the user runs together with {@code --classpath}; without that option no name is looked up.
 */
@NullMarked
package dmsb.experiments.extension;

import org.jspecify.annotations.NullMarked;
