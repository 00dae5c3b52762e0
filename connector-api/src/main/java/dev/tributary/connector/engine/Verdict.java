package dev.tributary.connector.engine;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.host.StreamOutcome.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums up how the streams of an extraction ended as the one failure that iteration ends with. */
final class Verdict {
  private Verdict() {}

  static @Nullable ConnectorException of(String sourceId, List<StreamOutcome> outcomes) {
    List<ConnectorException> errors = new ArrayList<>();
    for (StreamOutcome outcome : outcomes) {
      if (outcome.status() == Status.SHORT) {
        errors.add(
            ConnectorException.of(
                    ErrorKind.DATA, "the stream fell short: " + outcome.reason().orElse(""))
                .source(sourceId)
                .stream(outcome.stream())
                .remedy(
                    "Run again, and the source is asked for the rest; if it has no more, correct"
                        + " what names the total, or reset the stream's state to read it anew")
                .build());
      } else if (outcome.error().isPresent()) {
        errors.add(outcome.error().get());
      }
    }
    boolean shared = errors.stream().distinct().count() == 1;
    if (errors.isEmpty()) {
      return null;
    }
    if (errors.size() == 1 || shared) {
      return errors.get(0);
    }
    StringBuilder what = new StringBuilder();
    what.append(errors.size()).append(" of ").append(outcomes.size()).append(" streams failed");
    boolean sameKind = errors.stream().map(ConnectorException::kind).distinct().count() == 1;
    boolean allPass = errors.stream().allMatch(error -> error.kind().isRetryable());
    ErrorKind kind =
        sameKind
            ? errors.get(0).kind()
            : allPass
                ? ErrorKind.TRANSIENT
                : errors.stream()
                    .map(ConnectorException::kind)
                    .filter(one -> !one.isRetryable())
                    .findFirst()
                    .orElse(ErrorKind.INTERNAL);
    ConnectorException all =
        ConnectorException.of(kind, what.append(": ").append(names(errors)).toString())
            .source(sourceId)
            .remedy(
                "The other streams were read; each failure is attached, and the state is intact")
            .cause(errors.get(0))
            .build();
    errors.stream().skip(1).forEach(all::addSuppressed);
    return all;
  }

  private static String names(List<ConnectorException> errors) {
    StringBuilder names = new StringBuilder();
    for (ConnectorException error : errors.subList(0, Math.min(5, errors.size()))) {
      names.append(names.isEmpty() ? "" : "; ");
      names.append(error.stream().orElse("?")).append(": ").append(error.what());
    }
    return errors.size() > 5 ? names + "; …" : names.toString();
  }
}
