package dev.tributary.connector.pipeline.run;

/**
 * How far a stream is.
 *
 * @param stream the stream
 * @param rows how many records were staged in this run, those of killed processes included
 * @param bytes how many bytes of them were read by this process, as they are held in memory
 * @param files how many files are staged
 * @param estimate about how many records this process reads; negative where the source does not say
 * @since 0.1.0
 */
public record StreamProgress(String stream, long rows, long bytes, int files, long estimate) {}
