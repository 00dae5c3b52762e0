/**
 * Files in buckets of Google Cloud Storage: {@code source_type} GCS reads them, and {@link
 * dev.tributary.connector.gcs.GcsFileStore} is where a {@link
 * dev.tributary.connector.files.FileSink} writes them.
 *
 * <pre>{@code
 * source_id: sales_data
 * source_type: GCS
 * connection_config: { bucket: sales-lake, credentials: "secret://gcs_key" }
 * }</pre>
 */
@NullMarked
package dev.tributary.connector.gcs;

import org.jspecify.annotations.NullMarked;
