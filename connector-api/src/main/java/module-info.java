/**
 * The contract between hosts and connectors, and the engine that runs extractions.
 *
 * <p>Hosts and authors import the exported packages only; engine and JSON stay inside.
 */
@SuppressWarnings("module") // the modules that JSON is lent to are built after this one
module dev.tributary.connector {
  requires com.fasterxml.jackson.core;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.tributary.connector;
  exports dev.tributary.connector.batch;
  exports dev.tributary.connector.error;
  exports dev.tributary.connector.host;
  exports dev.tributary.connector.incremental;
  exports dev.tributary.connector.limit;
  exports dev.tributary.connector.option;
  exports dev.tributary.connector.pagination;
  exports dev.tributary.connector.read;
  exports dev.tributary.connector.schema;
  exports dev.tributary.connector.split;
  exports dev.tributary.connector.stability;
  exports dev.tributary.connector.state;
  exports dev.tributary.connector.json to
      dev.tributary.connector.files.avro,
      dev.tributary.connector.gcs,
      dev.tributary.connector.http,
      dev.tributary.connector.pipeline,
      dev.tributary.connector.rest,
      dev.tributary.connector.testkit;

  uses dev.tributary.connector.ConnectorFactory;
}
