/** The pages of a column chunk, read one after another. */
@NullMarked
package dev.tributary.connector.files.parquet.page;

import org.jspecify.annotations.NullMarked;
