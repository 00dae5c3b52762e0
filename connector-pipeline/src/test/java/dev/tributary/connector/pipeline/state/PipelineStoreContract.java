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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every store holds to. */
public abstract class PipelineStoreContract {
  private static final String NAME = "shop/Orders of today: 1/2";
  private static final String STREAM = "Orders of today: 1/2";

  /** Returns the store, the same each time, as another process would open it. */
  protected abstract PipelineStore store() throws IOException;

  /** Puts another text in place of a version's document. */
  protected abstract void damage(String name, long version, String document) throws Exception;

  private StateSession session() throws IOException {
    return StateSession.of(store().states(), Clock.systemUTC());
  }

  private static ExtractionState state() {
    FakeSource source = FakeSource.of(FakeStream.of(STREAM, 2, 5).keyed(1));
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ExtractionRequest.of(STREAM))) {
      extraction.forEach(batch -> assertThat(batch.size()).isPositive());
      return extraction.state();
    }
  }

  @Test
  void returnsWhatWasSavedLastAndKeepsFive() throws IOException {
    StateSession session = session();
    assertThat(session.load(NAME)).isEmpty();
    for (int i = 0; i < 8; i++) {
      ExtractionState state = state();
      session.save(NAME, state);
      assertThat(session().load(NAME)).contains(state);
    }
    assertThat(store().states().versions(NAME)).containsExactly(4L, 5L, 6L, 7L, 8L);
    assertThat(session.load("shop/orders of today: 1/2")).as("another name").isEmpty();
    assertThat(States.of(store()).streams("shop")).containsExactly(STREAM);
    assertThat(States.of(store()).streams("sho")).isEmpty();
  }

  @Test
  void letsOnlyOneOfTwoRunsWin() throws IOException {
    StateSession first = session();
    StateSession second = session();
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
    assertThat(store().states().versions(NAME)).containsExactly(1L, 2L);
  }

  @Test
  void letsOneOfManyThatSaveAtOnceWinEachTime() throws Exception {
    int racers = 4;
    int rounds = 10;
    ExtractionState state = state();
    ExecutorService threads = Executors.newFixedThreadPool(racers);
    for (int round = 0; round < rounds; round++) {
      List<StateSession> sessions = List.of(session(), session(), session(), session());
      for (StateSession session : sessions) {
        session.load(NAME);
      }
      List<Future<Boolean>> saves =
          sessions.stream().map(session -> threads.submit(() -> saves(session, state))).toList();
      int won = 0;
      for (Future<Boolean> save : saves) {
        won += save.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(store().states().versions(NAME).last()).isEqualTo(rounds);
  }

  private static boolean saves(StateSession session, ExtractionState state) throws IOException {
    try {
      session.save(NAME, state);
      return true;
    } catch (ConnectorException told) {
      assertThat(told).hasMessageContaining("another run stored a state");
      return false;
    }
  }

  @Test
  void refusesWhoIsSoFarBehindThatItsVersionWasForgotten() throws IOException {
    StateSession behind = session();
    behind.load(NAME);
    StateSession ahead = session();
    for (int i = 0; i < 9; i++) {
      ahead.save(NAME, state());
    }
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> behind.save(NAME, state()));
  }

  @Test
  void refusesACorruptedStateAndANewerOne() throws Exception {
    ExtractionState first = state();
    StateSession session = session();
    session.save(NAME, first);
    session.save(NAME, state());
    String text = store().states().read(NAME, 2).orElseThrow();

    damage(NAME, 2, text.replace("\"format\": 1", "\"format\": 7"));
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> session.load(NAME))
        .withMessageContaining("the state has format 7, a newer release's")
        .matches(failure -> failure.kind() == ErrorKind.CONFIG);
    assertThatExceptionOfType(ConnectorException.class)
        .as("what a newer release wrote is not set back unseen")
        .isThrownBy(() -> States.of(store()).reset("shop", STREAM))
        .withMessageContaining("a newer release's");

    for (String broken : List.of("", text.substring(0, text.length() / 2), "[]", "null")) {
      damage(NAME, 2, broken);
      assertThatExceptionOfType(ConnectorException.class)
          .isThrownBy(() -> session.load(NAME))
          .withMessageContaining("the state is corrupted")
          .withMessageContaining(store().states().place(NAME, 2))
          .matches(failure -> failure.kind() == ErrorKind.DATA);
    }
    assertThat(States.of(store()).history("shop", STREAM)).hasSize(1);
    store().states().remove(NAME, 2); // as the message says
    assertThat(session.load(NAME)).contains(first);
  }

  @Test
  void setsAStreamBackAndKeepsWhatWas() throws Exception {
    ExtractionState before = state();
    session().save(NAME, before);
    States states = States.of(store());
    StateVersion reset = states.reset("shop", STREAM);
    assertThat(reset.version()).isEqualTo(2);
    assertThat(reset.why()).isEqualTo("reset");
    assertThat(reset.state().stream(STREAM).keys().size()).isZero();
    assertThat(reset.state().stream(STREAM).generation()).isEqualTo(1);
    assertThat(states.history("shop", STREAM))
        .extracting(StateVersion::why)
        .containsExactly("reset", "run");
    assertThat(states.restore("shop", STREAM, 1).state()).isEqualTo(before);
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> states.restore("shop", STREAM, 9))
        .withMessageContaining("no version 9")
        .matches(failure -> failure.kind() == ErrorKind.NOT_FOUND);
    damage(NAME, 3, "{");
    assertThat(states.reset("shop", STREAM).version()).as("a corrupted one too").isEqualTo(4);
  }

  @Test
  void takesAnEditedStateThatFits() throws IOException {
    ExtractionState before = state();
    session().save(NAME, before);
    States states = States.of(store());
    String json = before.toJson();
    assertThat(states.edit("shop", STREAM, json).version()).isEqualTo(2);
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> states.edit("shop", STREAM, "{\"a\": 1}"));
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> states.edit("shop", STREAM, json.replace("Orders of today", "Items")))
        .withMessageContaining("of streams");
    assertThat(states.newest("shop", STREAM).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void keepsRunsApartAndRemembersWhichOneWasKilled() throws IOException {
    try (RunLock lock = store().lock("shop")) {
      assertThat(lock.interrupted()).isEmpty();
      lock.hold("run-1", Instant.EPOCH);
      assertThatExceptionOfType(ConnectorException.class)
          .isThrownBy(() -> store().lock("shop"))
          .withMessageContaining("another run of the pipeline shop is going on")
          .matches(failure -> failure.kind() == ErrorKind.TRANSIENT)
          .matches(failure -> failure.place().orElseThrow().contains("run-1"));
      assertThatExceptionOfType(ConnectorException.class)
          .as("nobody changes a state under a run")
          .isThrownBy(() -> States.of(store()).reset("shop", STREAM));
      try (RunLock other = store().lock("other")) {
        assertThat(other.interrupted()).isEmpty();
      }
      lock.release();
    }
    try (RunLock lock = store().lock("shop")) {
      assertThat(lock.interrupted()).as("the last one ended").isEmpty();
    }
  }

  private static RunRecord run(String id) {
    return new RunRecord(
        id,
        "shop",
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(9),
        true,
        List.of(
            new RunRecord.Stream(
                "orders", false, 1, 2, 3, 4, 5, Duration.ofMillis(5), "DATA: \"so\"\nthere")));
  }

  @Test
  void returnsTheNewestRunsFirst() throws IOException {
    assertThat(store().history().last("shop", 3)).isEmpty();
    for (int i = 1; i < 4; i++) {
      store().history().add(run("" + i));
    }
    assertThat(store().history().last("shop", 9)).containsExactly(run("3"), run("2"), run("1"));
    assertThat(store().history().last("shop", 2)).containsExactly(run("3"), run("2"));
    assertThat(run("1").isComplete()).isFalse();
  }
}
