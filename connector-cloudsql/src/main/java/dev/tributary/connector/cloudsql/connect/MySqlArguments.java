package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.cloudsql.connect.Argument.Unit;
import java.util.List;
import java.util.Map;

/** What MySQL Connector/J may be told. */
final class MySqlArguments {
  static final Arguments ALL =
      new Arguments(
          List.of(
              new Argument(
                  "allow_public_key_retrieval",
                  "allowPublicKeyRetrieval",
                  Unit.FLAG,
                  "Whether a server without TLS is asked for the key that hides the password;"
                      + " whoever sits on the line can then learn it"),
              new Argument(
                  "application_name",
                  "connectionAttributes",
                  Unit.TEXT,
                  "How the server lists us, as `program_name`"),
              new Argument(
                  "compression", "useCompression", Unit.FLAG, "Whether the line is compressed"),
              new Argument(
                  "connect_timeout",
                  "connectTimeout",
                  Unit.MILLIS,
                  "How long to wait for a connection; at most `timeout`"),
              new Argument(
                  "keepalives", "tcpKeepAlive", Unit.FLAG, "Whether idle lines are probed"),
              new Argument(
                  "local_address", "localSocketAddress", Unit.TEXT, "The address to connect from"),
              new Argument(
                  "max_allowed_packet",
                  "maxAllowedPacket",
                  Unit.NUMBER,
                  "Bytes of the largest row that is sent"),
              new Argument(
                  "receive_buffer_size", "tcpRcvBuf", Unit.NUMBER, "Bytes of the socket's buffer"),
              new Argument(
                  "socket_timeout",
                  "socketTimeout",
                  Unit.MILLIS,
                  "How long an answer of the login may take; at most `timeout`"),
              new Argument("ssl_mode", "sslMode", Unit.MYSQL_TLS, "As the option `ssl_mode`"),
              new Argument(
                  "tls_ciphersuites", "tlsCiphersuites", Unit.TEXT, "Ciphers that are accepted"),
              new Argument("tls_versions", "tlsVersions", Unit.TEXT, "Such as `TLSv1.2,TLSv1.3`")),
          """
          disabledAuthenticationPlugins enabledSSLCipherSuites enabledTLSProtocols
          fallbackToSystemKeyStore fallbackToSystemTrustStore fipsCompliantJsse paranoid password1
          password2 password3 passwordCharacterEncoding tcpNoDelay tcpSndBuf tcpTrafficClass
          useHostsInPrivileges useReadAheadInput useUnbufferedInput
          cloudSqlTargetPrincipal cloudSqlDelegates cloudSqlAdminQuotaProject
          cloudSqlRefreshStrategy
          """,
          Map.of(
              Refusal.CLASS,
              """
              authenticationOpenidConnectCallbackHandler authenticationPlugins
              authenticationWebAuthnCallbackHandler autoDeserialize clientInfoProvider
              connectionLifecycleInterceptors customCharsetMapping defaultAuthenticationPlugin
              exceptionInterceptors ha.loadBalanceStrategy haLoadBalanceStrategy
              KeyManagerFactoryProvider keyStoreProvider loadBalanceExceptionChecker
              loadBalanceStrategy logger openTelemetry parseInfoCacheFactory profilerEventHandler
              propertiesTransform queryInfoCacheFactory queryInterceptors serverConfigCacheFactory
              socketFactory sslContextProvider statementInterceptors trustManagerFactoryProvider
              """,
              Refusal.FILE,
              """
              allowLoadLocalInfile allowLoadLocalInfileInPath allowUrlInLocalInfile
              autoGenerateTestcaseScript clientCertificateKeyStorePassword
              clientCertificateKeyStoreType clientCertificateKeyStoreUrl ociConfigFile
              ociConfigProfile serverRSAPublicKeyFile trustCertificateKeyStorePassword
              trustCertificateKeyStoreType unixSocketPath useConfigs
              """,
              Refusal.ELSEWHERE,
              """
              allowReplicaDownConnections allowSourceDownConnections autoReconnect
              autoReconnectForPools cloudSqlAdminRootUrl cloudSqlAdminServicePath
              cloudSqlGoogleCredentialsPath cloudSqlNamedConnection dnsSrv failOverReadOnly ha.enableJMX
              haEnableJMX initialTimeout ldapServerHostname loadBalanceAutoCommitStatementRegex
              loadBalanceAutoCommitStatementThreshold loadBalanceBlocklistTimeout
              loadBalanceConnectionGroup loadBalanceHostRemovalGracePeriod loadBalancePingTimeout
              loadBalanceSQLExceptionSubclassFailover loadBalanceSQLStateFailover
              loadBalanceValidateConnectionOnSwapServer maxReconnects pinGlobalTxToPhysicalConnection
              queriesBeforeRetrySource readFromSourceWhenNoReplicas reconnectAtTxEnd
              replicationConnectionGroup resourceId retriesAllDown secondsBeforeRetrySource
              selfDestructOnPingMaxOperations selfDestructOnPingSecondsLifetime serverAffinityOrder
              socksProxyHost socksProxyPort socksProxyRemoteDns
              """,
              Refusal.PINNED,
              """
              allowMultiQueries allowNanAndInf alwaysSendSetIsolation autoClosePStmtStreams
              autoSlowLog blobSendChunkSize blobsAreStrings cacheCallableStmts cacheDefaultTimeZone
              cacheDefaultTimezone cachePrepStmts cacheResultSetMetadata cacheServerConfiguration
              callableStmtCacheSize characterEncoding characterSetResults clobCharacterEncoding
              clobberStreamingResults connectionCollation connectionTimeZone
              databaseTerm defaultFetchSize detectCustomCollations disconnectOnExpiredPasswords
              dontTrackOpenResources dumpQueriesOnException elideSetAutoCommits
              emptyStringsConvertToZero emulateLocators emulateUnsupportedPstmts enableEscapeProcessing
              enablePacketDebug enableQueryTimeouts explainSlowQueries
              forceConnectionTimeZoneToSession functionsNeverReturnBlobs gatherPerfMetrics
              generateSimpleParameterMetadata getProceduresReturnsFunctions
              holdResultsOpenOverStatementClose ignoreNonTxTables
              includeInnodbStatusInDeadlockExceptions includeThreadDumpInDeadlockExceptions
              includeThreadNamesAsStatementComment interactiveClient jdbcCompliantTruncation
              largeRowSizeThreshold locatorFetchBufferSize logSlowQueries logXaCommands
              maintainTimeStats maxByteArrayAsHex maxQuerySizeToLog maxRows metadataCacheSize
              netTimeoutForStreamingResults noAccessToProcedureBodies noDatetimeStringSync
              nullCatalogMeansCurrent nullDatabaseMeansCurrent
              overrideSupportsIntegrityEnhancementFacility packetDebugBufferSize padCharsWithSpace
              pedantic prepStmtCacheSize prepStmtCacheSqlLimit preserveInstants
              processEscapeCodesForPrepStmts profileSQL queryTimeoutKillsConnection
              readOnlyPropagatesToServer reportMetricsIntervalMillis resultSetSizeThreshold
              rollbackOnPooledClose scrollTolerantForwardOnly sendFractionalSeconds
              sendFractionalSecondsForTime serverTimezone slowQueryThresholdMillis
              slowQueryThresholdNanos strictUpdates tinyInt1isBit traceProtocol trackSessionState
              transformedBitIsBoolean treatMysqlDatetimeAsTimestamp treatUtilDateAsTimestamp
              ultraDevHack useColumnNamesInFindColumn useCursorFetch useInformationSchema
              useLocalSessionState useLocalTransactionState useNanosForElapsedTime
              useOldAliasMetadataBehavior useOnlyServerErrorMessages useServerPrepStmts
              useStreamLengthsInPrepStmts useUsageAdvisor yearIsDateType zeroDateTimeBehavior
              """,
              Refusal.WRITES,
              """
              compensateOnDuplicateKeyUpdateCounts continueBatchOnError createDatabaseIfNotExist
              dontCheckOnDuplicateKeyUpdateInSQL populateInsertRowWithDefaultValues
              rewriteBatchedStatements useAffectedRows
              """,
              Refusal.OPTION,
              """
              password requireSSL trustCertificateKeyStoreUrl user useSSL verifyServerCertificate
              cloudSqlInstance enableIamAuth ipTypes
              """,
              Refusal.STATEMENTS,
              "sessionVariables"));

  private MySqlArguments() {}
}
