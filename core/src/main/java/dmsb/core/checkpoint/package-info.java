/**
 * Runs that can be interrupted at any moment and go on as if nothing had happened. Whatever has state is {@link
 * dmsb.core.checkpoint.Checkpointed}; a {@link dmsb.core.checkpoint.CheckpointFolder} keeps the last two states of a run on disk.
 *
 * <p>A <em>state</em> is a set of named arrays and texts. A <em>series</em> is a part of it that only ever grows at its end
 * and may be forgotten at its beginning, such as a replay memory; it is kept in <em>blocks</em>, files which later states
 * share.
 */
@NullMarked
package dmsb.core.checkpoint;

import org.jspecify.annotations.NullMarked;
