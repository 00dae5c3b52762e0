/** Writes batches as Parquet files. */
@NullMarked
package dev.tributary.connector.files.parquet.write;

import org.jspecify.annotations.NullMarked;
