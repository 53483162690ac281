/**
 * Files: named tensors in the safetensors format, and files that are written whole or not at all.
 */
@NullMarked
package dmsb.core.tensorfile;

import org.jspecify.annotations.NullMarked;
