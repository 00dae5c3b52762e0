/** The encodings of Parquet's values and levels: bytes of a page to vectors of values. */
@NullMarked
package dev.tributary.connector.files.parquet.encoding;

import org.jspecify.annotations.NullMarked;
