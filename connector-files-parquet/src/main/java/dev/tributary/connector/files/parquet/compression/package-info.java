/** The compression of Parquet's pages. */
@NullMarked
package dev.tributary.connector.files.parquet.compression;

import org.jspecify.annotations.NullMarked;
