/** The format PARQUET of connector-files. */
module dev.tributary.connector.files.parquet {
  requires transitive dev.tributary.connector.files;
  requires static transitive org.jspecify;
  requires aircompressor;
  requires dec;

  exports dev.tributary.connector.files.parquet;

  provides dev.tributary.connector.files.format.FileFormat with
      dev.tributary.connector.files.parquet.ParquetFormat;
}
