package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.util.List;
import java.util.Optional;

/**
 * A stream that cannot be planned, as a split whose reader fails: so the stream fails by itself,
 * the others go on, and a later run plans it again.
 */
final class Broken {
  private static final String KIND = "broken";
  private static final String WHAT = "what";
  private static final String PLACE = "place";
  private static final String REMEDY = "remedy";

  private Broken() {}

  static StreamPlan plan(String stream, ConnectorException failure) {
    Position bounds =
        Piece.of(Order.NONE, List.of())
            .bounds()
            .with(KIND, failure.kind().name())
            .with(WHAT, failure.what());
    bounds = with(bounds, PLACE, failure.place());
    bounds = with(bounds, REMEDY, failure.remedy());
    return new StreamPlan(List.of(Split.of(stream, stream).bounds(bounds)), Optional.empty());
  }

  private static Position with(Position bounds, String name, Optional<String> text) {
    return text.isPresent() ? bounds.with(name, text.get()) : bounds;
  }

  static boolean is(Piece piece) {
    return piece.bounds().has(KIND);
  }

  /** Throws the failure if the piece is one. */
  static void check(Piece piece) {
    if (is(piece)) {
      Position bounds = piece.bounds();
      throw ConnectorException.of(ErrorKind.valueOf(bounds.get(KIND)), bounds.get(WHAT))
          .place(bounds.find(PLACE).orElse(null))
          .remedy(bounds.find(REMEDY).orElse(null))
          .build();
    }
  }
}
