/** What a Parquet file says about itself: its columns, and where its row groups lie. */
@NullMarked
package dev.tributary.connector.files.parquet.footer;

import org.jspecify.annotations.NullMarked;
