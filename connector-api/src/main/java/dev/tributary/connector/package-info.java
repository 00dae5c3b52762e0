/**
 * Where hosts and authors begin.
 *
 * <p>A host finds connectors with {@link dev.tributary.connector.Connectors}, creates one from a
 * {@link dev.tributary.connector.SourceConfig}, and iterates the batches of an {@link
 * dev.tributary.connector.Extraction}:
 *
 * <pre>{@code
 * try (BaseConnector orders = Connectors.discover().create(config);
 *     Extraction extraction = orders.extractData(ExtractionRequest.of("orders").from(saved))) {
 *   for (RecordBatch batch : extraction) {
 *     for (Row row : batch) {
 *       store(row);
 *     }
 *   }
 *   save(extraction.state());
 * }
 * }</pre>
 *
 * <p>An author extends {@link dev.tributary.connector.BaseConnector}, which needs two methods, and
 * declares a {@link dev.tributary.connector.ConnectorFactory} for {@code ServiceLoader}.
 */
@NullMarked
package dev.tributary.connector;

import org.jspecify.annotations.NullMarked;
