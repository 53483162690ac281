/**
 * Settings as text: YAML files and {@code key=value} words to records and back, presets by name, numbers that are written
 * the same way by every JDK; random searches over settings.
 */
@NullMarked
package dmsb.experiments.config;

import org.jspecify.annotations.NullMarked;
