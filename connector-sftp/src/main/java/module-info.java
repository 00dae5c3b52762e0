/** A connector for files on SFTP servers. */
module dev.tributary.connector.sftp {
  requires transitive dev.tributary.connector;
  requires transitive dev.tributary.connector.files;
  requires com.hierynomus.sshj;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.tributary.connector.sftp;
  exports dev.tributary.connector.sftp.option;

  provides dev.tributary.connector.ConnectorFactory with
      dev.tributary.connector.sftp.SftpConnectorFactory;
}
