package dev.tributary.connector.pipeline.quarantine;

/**
 * A file of bad records.
 *
 * @param runId the run that set them aside
 * @param stream the stream
 * @param path where it is in the store
 * @param rows how many records it holds
 * @since 0.1.0
 */
public record QuarantinedFile(String runId, String stream, String path, long rows) {}
