/** Runs configured pipelines: YAML in, staged files out, each record once. */
module dev.tributary.connector.pipeline {
  requires transitive dev.tributary.connector;
  requires transitive dev.tributary.connector.files;
  requires static transitive org.jspecify;
  requires transitive java.sql;
  requires org.snakeyaml.engine.v2;

  exports dev.tributary.connector.pipeline.config;
  exports dev.tributary.connector.pipeline.expression;
  exports dev.tributary.connector.pipeline.quarantine;
  exports dev.tributary.connector.pipeline.run;
  exports dev.tributary.connector.pipeline.secret;
  exports dev.tributary.connector.pipeline.staging;
  exports dev.tributary.connector.pipeline.state.jdbc;
  exports dev.tributary.connector.pipeline.state;
  exports dev.tributary.connector.pipeline.transform;
  exports dev.tributary.connector.pipeline;
}
