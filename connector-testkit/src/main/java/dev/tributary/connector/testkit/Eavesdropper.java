package dev.tributary.connector.testkit;

import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.host.ExtractionMetadata;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.state.Commit;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every text that a listener gets. Thread-safe. */
final class Eavesdropper implements ConnectorListener {
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final List<String> grown = new CopyOnWriteArrayList<>();

  List<String> texts() {
    return texts;
  }

  /** Returns the streams whose schema grew. */
  List<String> grown() {
    return grown;
  }

  @Override
  public void started(ExtractionMetadata metadata) {
    texts.add(metadata.toString());
  }

  @Override
  public void progressed(String sourceId, StreamOutcome soFar) {
    texts.add(soFar.toString());
  }

  @Override
  public void retried(String sourceId, String what, int attempt, Duration after) {
    texts.add(what);
  }

  @Override
  public void schemaChanged(
      String sourceId, String stream, StreamSchema before, StreamSchema after) {
    texts.add(before + " → " + after);
    grown.add(stream);
  }

  @Override
  public void restarted(String sourceId, Set<String> streams, String why) {
    texts.add(streams + why);
  }

  @Override
  public void committed(String sourceId, Commit commit) {
    texts.add(commit.toString());
  }

  @Override
  public void secretUsed(String reference) {
    texts.add(reference);
  }

  @Override
  public void warned(String sourceId, String message) {
    texts.add(message);
  }

  @Override
  public void streamEnded(String sourceId, StreamOutcome outcome) {
    texts.add(outcome.toString());
  }

  @Override
  public void ended(ExtractionMetadata metadata) {
    texts.add(metadata.toString());
  }
}
