/**
 * The check of arguments that every module uses: it returns the argument, or refuses it in one line that names it, what was
 * expected and what came.
 */
@NullMarked
package dmsb.core.argument;

import org.jspecify.annotations.NullMarked;
