/** Small files that protect themselves: versioned, with a checksum, replaced in one step. */
@NullMarked
package dev.tributary.connector.pipeline.document;

import org.jspecify.annotations.NullMarked;
