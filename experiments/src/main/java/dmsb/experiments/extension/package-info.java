/**
 * Classes of the user's own, found by name: rules, agents, rewards, observations and channel models. It is the one place in which
 * a name becomes a class. The name comes from the command line, from a study that the user runs, or from the record of a run that
 * is executed again, always together with {@code --classpath}; one that stands in a model's or a scenario's file has to be said
 * again with {@code --class}.
 */
@NullMarked
package dmsb.experiments.extension;

import org.jspecify.annotations.NullMarked;
