package dev.tributary.connector.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okio.AsyncTimeout;

/**
 * Cancels a call whose answer does not begin in time, however slowly its headers trickle in.
 *
 * <p>OkHttp's own call time-out would end with the body, which may rightly take hours.
 */
final class AnswerTimeout extends AsyncTimeout {
  private final Call call;
  private volatile boolean over;

  AnswerTimeout(Call call, Duration time) {
    this.call = call;
    timeout(Math.max(1, time.toNanos()), TimeUnit.NANOSECONDS);
  }

  @Override
  protected void timedOut() {
    over = true;
    call.cancel();
  }

  boolean isOver() {
    return over;
  }
}
