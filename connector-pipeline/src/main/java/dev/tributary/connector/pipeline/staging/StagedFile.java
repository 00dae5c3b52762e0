package dev.tributary.connector.pipeline.staging;

/**
 * A file of a manifest.
 *
 * @param path where it is in the store
 * @param rows how many records it holds
 * @param bytes how many bytes it holds
 * @param crc32c the CRC-32C of its bytes, as eight hexadecimal digits
 * @param generation the generation of the stream that its records are of
 * @since 0.1.0
 */
public record StagedFile(String path, long rows, long bytes, String crc32c, long generation) {}
