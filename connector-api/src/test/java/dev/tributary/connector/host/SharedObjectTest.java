package dev.tributary.connector.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;

class SharedObjectTest {
  private static final class Cache {}

  @Test
  void isOneForAContextAndItsCopies() {
    ConnectorContext host = ConnectorContext.defaults();
    Cache first = host.shared(Cache.class, Cache::new);
    assertThat(host.clock(Clock.systemUTC()).shared(Cache.class, Cache::new)).isSameAs(first);
    assertThat(ConnectorContext.defaults().shared(Cache.class, Cache::new)).isNotSameAs(first);
  }
}
