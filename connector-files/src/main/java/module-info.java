/** Reads and writes files: formats, compression, selection, and the connector for directories. */
module dev.tributary.connector.files {
  requires transitive dev.tributary.connector;
  requires static transitive org.jspecify;

  exports dev.tributary.connector.files.format;
  exports dev.tributary.connector.files.store;

  uses dev.tributary.connector.files.format.FileFormat;
}
