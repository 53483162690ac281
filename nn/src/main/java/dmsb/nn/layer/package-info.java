/**
 * Layers with hand-written forward and backward passes on EJML matrices (batch x features, row-major float).
 *
 * <p>A layer owns {@link dmsb.nn.layer.Parameter}s; what one pass leaves behind for the backward pass lives in
 * workspaces that the caller owns, so that one set of weights can be applied many times before going back. Backward
 * passes <em>add</em> to the gradients; whoever begins an update clears them.
 */
@NullMarked
package dmsb.nn.layer;

import org.jspecify.annotations.NullMarked;
