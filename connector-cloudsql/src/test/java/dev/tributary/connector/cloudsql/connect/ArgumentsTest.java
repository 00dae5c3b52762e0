package dev.tributary.connector.cloudsql.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.conf.PropertyDefinitions;
import dev.tributary.connector.cloudsql.option.DbType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGProperty;

class ArgumentsTest {
  @Test
  void everyPropertyOfPgjdbcIsEitherTakenOrRefused() {
    assertThat(decided(DbType.POSTGRES))
        .containsAll(
            Arrays.stream(PGProperty.values())
                .map(property -> property.getName().toLowerCase(Locale.ROOT))
                .toList());
  }

  @Test
  void everyPropertyOfConnectorJIsEitherTakenOrRefused() {
    assertThat(decided(DbType.MYSQL))
        .containsAll(
            PropertyDefinitions.PROPERTY_KEY_TO_PROPERTY_DEFINITION.values().stream()
                .flatMap(property -> Stream.of(property.getName(), property.getCcAlias()))
                // another protocol, which no URL of ours speaks
                .filter(name -> name != null && !name.startsWith("xdevapi"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList());
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsBothTakenAndRefused(DbType type) {
    Arguments arguments = Target.arguments(type);

    assertThat(arguments.names()).noneMatch(name -> arguments.refused(name).isPresent());
  }

  private static Set<String> decided(DbType type) {
    Arguments arguments = Target.arguments(type);
    return Stream.concat(arguments.names().stream(), arguments.refusals().stream())
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRES, connect_timeout, 1.5, 2",
    "MYSQL, connect_timeout, 1.5, 1500",
    "MYSQL, connect_timeout, 10s, 10000",
    "POSTGRES, ssl_mode, verify_full, verify-full",
    "POSTGRES, ssl_mode, VERIFY_IDENTITY, verify-full",
    "MYSQL, ssl_mode, verify-full, VERIFY_IDENTITY",
    "MYSQL, ssl_mode, prefer, PREFERRED",
    "POSTGRES, keepalives, TRUE, true",
    "MYSQL, receive_buffer_size, 65536, 65536",
  })
  void translatesUnits(DbType type, String name, String given, String told) {
    assertThat(Target.arguments(type).friendly(name).orElseThrow().translate(given))
        .contains(told);
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRES, connect_timeout, soon",
    "POSTGRES, connect_timeout, -1",
    "POSTGRES, ssl_mode, yes",
    "MYSQL, compression, 1",
    "MYSQL, receive_buffer_size, 64k",
  })
  void refusesWhatIsNoValue(DbType type, String name, String given) {
    assertThat(Target.arguments(type).friendly(name).orElseThrow().translate(given)).isEmpty();
  }
}
