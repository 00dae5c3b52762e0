/**
 * The contract between hosts and connectors, and the engine that runs extractions.
 *
 * <p>Hosts and authors import the exported packages only; engine and JSON stay inside.
 */
module dev.tributary.connector {
  requires com.fasterxml.jackson.core;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.tributary.connector.error;
  exports dev.tributary.connector.split;
}
