/** Reads the rows of a file: values of pages into columns, nested ones as JSON text. */
@NullMarked
package dev.tributary.connector.files.parquet.read;

import org.jspecify.annotations.NullMarked;
