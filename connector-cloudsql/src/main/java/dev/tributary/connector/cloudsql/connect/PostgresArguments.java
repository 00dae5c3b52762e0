package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.cloudsql.connect.Argument.Unit;
import java.util.List;
import java.util.Map;

/** What pgjdbc may be told. */
final class PostgresArguments {
  static final Arguments ALL =
      new Arguments(
          List.of(
              new Argument(
                  "application_name", "ApplicationName", Unit.TEXT, "How the server lists us"),
              new Argument(
                  "channel_binding",
                  "channelBinding",
                  Unit.TEXT,
                  "`disable`, `prefer` or `require`"),
              new Argument(
                  "connect_timeout",
                  "connectTimeout",
                  Unit.SECONDS,
                  "How long to wait for a connection; at most `timeout`"),
              new Argument(
                  "keepalives", "tcpKeepAlive", Unit.FLAG, "Whether idle lines are probed"),
              new Argument(
                  "local_address", "localSocketAddress", Unit.TEXT, "The address to connect from"),
              new Argument(
                  "receive_buffer_size",
                  "receiveBufferSize",
                  Unit.NUMBER,
                  "Bytes of the socket's buffer"),
              new Argument(
                  "require_auth", "requireAuth", Unit.TEXT, "Which ways to log in are accepted"),
              new Argument("search_path", "currentSchema", Unit.TEXT, "Schemas to look in"),
              new Argument(
                  "socket_timeout",
                  "socketTimeout",
                  Unit.SECONDS,
                  "How long an answer of the login may take; at most `timeout`"),
              new Argument("ssl_mode", "sslmode", Unit.POSTGRES_TLS, "As the option `ssl_mode`"),
              new Argument(
                  "target_server_type",
                  "targetServerType",
                  Unit.TEXT,
                  "Which of several hosts to take, such as `preferSecondary`")),
          """
          cancelSignalTimeout databaseMetadataCacheFields databaseMetadataCacheFieldsMiB
          disableColumnSanitiser gssEncMode gssResponseTimeout gssUseDefaultCreds
          hideUnprivilegedObjects hostRecheckSeconds jaasLogin
          kerberosServerName loadBalanceHosts logServerErrorDetail
          maxResultBuffer maxSendBufferSize options pemKeyAlgorithm
          preparedStatementCacheQueries preparedStatementCacheSizeMiB scramMaxIterations
          sendBufferSize sslNegotiation sslResponseTimeout tcpNoDelay
          useSpnego cloudSqlTargetPrincipal cloudSqlDelegates cloudSqlAdminQuotaProject
          cloudSqlRefreshStrategy
          """,
          Map.of(
              Refusal.CLASS,
              """
              authenticationPluginClassName classLoaderStrategy connectExecutor connectExecutorArg
              gsslib jaasApplicationName socketFactory socketFactoryArg sslfactory sslfactoryarg
              sslhostnameverifier sslpasswordcallback sspiServiceClass xmlFactoryFactory
              """,
              Refusal.FILE,
              "loggerFile loggerLevel logUnclosedConnections service unixSocketPath",
              Refusal.ELSEWHERE,
              """
              cloudSqlAdminRootUrl cloudSqlAdminServicePath cloudSqlGoogleCredentialsPath
              cloudSqlNamedConnection
              """,
              Refusal.PINNED,
              """
              adaptiveFetch adaptiveFetchMaximum adaptiveFetchMinimum allowEncodingChanges
              assumeMinServerVersion autosave binaryTransfer binaryTransferDisable
              binaryTransferEnable cleanupSavepoints convertBooleanToNumeric defaultRowFetchSize
              escapeSyntaxCallMode flushCacheOnDdl groupStartupParameters loginTimeout preferQueryMode
              prepareThreshold protocolVersion queryTimeout readOnly readOnlyMode stringtype
              unknownLength
              """,
              Refusal.WRITES,
              "quoteReturningIdentifiers reWriteBatchedInserts reWriteBatchedInsertsSize replication",
              Refusal.OPTION,
              """
              PGDBNAME PGHOST PGPORT password ssl sslcert sslkey sslpassword sslrootcert user
              cloudSqlInstance enableIamAuth ipTypes
              """));

  private PostgresArguments() {}
}
