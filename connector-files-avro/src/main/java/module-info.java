/** The format AVRO of connector-files. */
module dev.tributary.connector.files.avro {
  requires transitive dev.tributary.connector.files;
  requires static transitive org.jspecify;
  requires aircompressor;
  requires static org.apache.commons.compress;

  exports dev.tributary.connector.files.avro;

  provides dev.tributary.connector.files.format.FileFormat with
      dev.tributary.connector.files.avro.AvroFormat;
}
