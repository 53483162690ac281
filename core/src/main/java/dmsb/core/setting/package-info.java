/**
 * Settings that are described once.
 *
 * <p>A {@link dmsb.core.setting.Setting} is one key: its name, what it can be, its default and where that comes from, and
 * what it means. A {@link dmsb.core.setting.Schema} is the list of keys of one kind of settings, with its presets. From
 * these come the settings themselves, reading and writing of YAML, JSON and model files, refusals, and the tables of the
 * documentation. <em>Plain values</em> are those of YAML and JSON: numbers, truth values, text and lists.
 */
@NullMarked
package dmsb.core.setting;

import org.jspecify.annotations.NullMarked;
