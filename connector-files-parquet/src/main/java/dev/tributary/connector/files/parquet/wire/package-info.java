/** What every part of the Parquet code reads and writes bytes with: Thrift's compact structures. */
@NullMarked
package dev.tributary.connector.files.parquet.wire;

import org.jspecify.annotations.NullMarked;
