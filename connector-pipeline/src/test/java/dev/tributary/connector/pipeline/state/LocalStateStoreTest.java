package dev.tributary.connector.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.testkit.FakeSource;
import dev.tributary.connector.testkit.FakeStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStateStoreTest {
  private static final String NAME = "shop/Orders of today";

  @TempDir Path root;

  private static ExtractionState state() {
    FakeSource source = FakeSource.of(FakeStream.of("orders", 2, 5).keyed(1));
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ExtractionRequest.of("orders"))) {
      extraction.forEach(batch -> assertThat(batch.size()).isPositive());
      return extraction.state();
    }
  }

  @Test
  void returnsWhatWasSavedLast() throws IOException {
    LocalStateStore store = LocalStateStore.at(root);
    assertThat(store.load(NAME)).isEmpty();
    for (int i = 0; i < 8; i++) {
      ExtractionState state = state();
      store.save(NAME, state);
      assertThat(LocalStateStore.at(root).load(NAME)).contains(state);
    }
    assertThat(files()).as("the last five are kept").hasSize(5);
    assertThat(store.load("shop/orders of today")).as("another name").isEmpty();
  }

  @Test
  void letsOnlyOneOfTwoRunsWin() throws IOException {
    LocalStateStore first = LocalStateStore.at(root);
    LocalStateStore second = LocalStateStore.at(root);
    first.load(NAME);
    second.load(NAME);
    ExtractionState won = state();
    second.save(NAME, won);
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> first.save(NAME, state()))
        .withMessageContaining("another run stored a state")
        .matches(failure -> failure.kind() == ErrorKind.TRANSIENT);
    assertThat(first.load(NAME)).contains(won);
    first.save(NAME, state()); // having seen it
    assertThat(files()).hasSize(2);
  }

  @Test
  void refusesWhoIsSoFarBehindThatItsVersionWasForgotten() throws IOException {
    LocalStateStore behind = LocalStateStore.at(root);
    behind.load(NAME);
    LocalStateStore ahead = LocalStateStore.at(root);
    for (int i = 0; i < 9; i++) {
      ahead.save(NAME, state());
    }
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> behind.save(NAME, state()));
  }

  @Test
  void refusesACorruptedStateAndANewerOne() throws IOException {
    LocalStateStore store = LocalStateStore.at(root);
    ExtractionState first = state();
    store.save(NAME, first);
    store.save(NAME, state());
    Path newest = files().get(1);
    String text = Files.readString(newest);

    Files.writeString(newest, text.replace("\"format\": 1", "\"format\": 7"));
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> store.load(NAME))
        .withMessageContaining("the state has format 7, a newer release's")
        .matches(failure -> failure.kind() == ErrorKind.CONFIG);

    for (String broken : List.of("", text.substring(0, text.length() / 2), "[]", "null")) {
      Files.writeString(newest, broken);
      assertThatExceptionOfType(ConnectorException.class)
          .isThrownBy(() -> store.load(NAME))
          .withMessageContaining("the state is corrupted")
          .withMessageContaining(newest.toString())
          .matches(failure -> failure.kind() == ErrorKind.DATA);
    }
    Files.delete(newest); // as the message says
    assertThat(store.load(NAME)).contains(first);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.sorted().toList();
    }
  }
}
