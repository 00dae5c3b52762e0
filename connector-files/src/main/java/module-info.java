/** Reads and writes files: formats, compression, selection, and the connector for directories. */
module dev.tributary.connector.files {
  requires transitive dev.tributary.connector;
  requires aircompressor;
  requires static org.apache.commons.compress;
  requires org.apache.commons.csv;
  requires static transitive org.jspecify;

  exports dev.tributary.connector.files;
  exports dev.tributary.connector.files.compression;
  exports dev.tributary.connector.files.filter;
  exports dev.tributary.connector.files.format;
  exports dev.tributary.connector.files.store;

  uses dev.tributary.connector.files.format.FileFormat;

  provides dev.tributary.connector.ConnectorFactory with
      dev.tributary.connector.files.LocalFilesFactory;
  provides dev.tributary.connector.files.format.FileFormat with
      dev.tributary.connector.files.csv.CsvFormat,
      dev.tributary.connector.files.json.JsonFormat,
      dev.tributary.connector.files.json.JsonLinesFormat;
}
