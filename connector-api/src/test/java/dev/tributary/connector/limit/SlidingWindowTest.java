package dev.tributary.connector.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MARGIN = 1_000_000L;

  @Test
  void freesAPlaceOneLengthAfterTheAnswer() {
    SlidingWindow window = new SlidingWindow(2, SECOND);
    window.answered(100);
    window.answered(200);
    assertThat(window.waitAt(300, 0)).isEqualTo(100 + SECOND + MARGIN - 300);
    assertThat(window.waitAt(100 + SECOND + MARGIN - 1, 0)).isEqualTo(1);
    assertThat(window.waitAt(100 + SECOND + MARGIN, 0)).isZero();
    assertThat(window.waitAt(100 + SECOND + MARGIN, 1)).isEqualTo(100);
  }

  @Test
  void countsWhatIsUnderWayAndDoesNotKnowWhenItEnds() {
    SlidingWindow window = new SlidingWindow(2, SECOND);
    assertThat(window.waitAt(0, 1)).isZero();
    assertThat(window.waitAt(0, 2)).isEqualTo(SlidingWindow.UNKNOWN);
  }

  @Test
  void keepsAMillionADayInBoundedMemoryAndIsNeverEarly() {
    long day = Duration.ofDays(1).toNanos();
    SlidingWindow window = new SlidingWindow(1_000_000, day);
    long now = 12_345;
    for (int i = 0; i < 1_000_000; i++) {
      assertThat(window.waitAt(now, 0)).isZero();
      window.answered(now);
      now += 50_000_000; // 20 a second: the day's allowance in under 14 hours
    }
    assertThat(window.entries()).isLessThanOrEqualTo(SlidingWindow.EXACT + 2);
    long wait = window.waitAt(now, 0);
    assertThat(now + wait).isGreaterThanOrEqualTo(12_345 + day);
    assertThat(now + wait - 12_345 - day).isLessThan(day / 5_000);
  }

  @Test
  void takesOverWhatALongerWindowRemembers() {
    SlidingWindow minute = new SlidingWindow(600, 60 * SECOND);
    for (int i = 0; i < 50; i++) {
      minute.answered(i);
    }
    SlidingWindow second = new SlidingWindow(10, SECOND);
    second.seed(minute);
    assertThat(second.waitAt(60, 0)).isPositive();
    assertThat(second.waitAt(2 * SECOND, 0)).isZero();
  }
}
