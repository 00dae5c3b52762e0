/** Compressed files: recognised by name or content, inflated beside the decoder, and bounded. */
@NullMarked
package dev.tributary.connector.files.compression;

import org.jspecify.annotations.NullMarked;
