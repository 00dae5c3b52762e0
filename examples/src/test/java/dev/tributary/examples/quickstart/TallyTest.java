package dev.tributary.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
  private static Tally of(Object[]... records) {
    Tally tally = new Tally();
    for (Object[] record : records) {
      tally.add(record);
    }
    return tally;
  }

  private static Object[] record(Object... values) {
    return values;
  }

  @Test
  void seesALostADoubledAndAnAlteredRecord() {
    Tally right = of(record(1, "a"), record(2, "b"));
    assertThat(right.isSameAs(of(record(2, "b"), record(1, "a")))).isTrue();
    assertThat(right.isSameAs(of(record(1, "a")))).isFalse();
    assertThat(right.isSameAs(of(record(1, "a"), record(1, "a")))).isFalse();
    assertThat(right.isSameAs(of(record(1, "a"), record(2, "c")))).isFalse();
    assertThat(right.isSameAs(of(record(1, "a"), record(2, null)))).isFalse();
  }
}
