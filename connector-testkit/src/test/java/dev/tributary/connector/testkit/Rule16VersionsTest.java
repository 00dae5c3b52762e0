package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.ExtractionState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 16: versions")
@Timeout(30)
class Rule16VersionsTest {
  private static final ExtractionRequest ORDERS =
      ExtractionRequest.of("orders").batchSize(5).parallelism(1);

  private final FakeSource source = FakeSource.of(FakeStream.of("orders", 2, 20));

  /** Writes bounds as {@code page} in version 1 and as {@code offset} from version 2 on. */
  private static final class Versioned extends Tiny {
    private final int version;

    Versioned(SourceConfig config, int version) {
      super(config);
      this.version = version;
    }

    @Override
    protected int stateVersion() {
      return version;
    }

    @Override
    protected Position migrate(int from, Position position) {
      return from < 2 && position.has("page")
          ? position.without("page").with("offset", 10 * position.getLong("page"))
          : position;
    }

    @Override
    protected SplitPlan planSplits(PlanRequest request) {
      return SplitPlan.of(
          Split.of("s", "s").bounds(Position.of(version < 2 ? "page" : "offset", 2)));
    }

    @Override
    protected SplitReader openSplit(ReadTask task, ReadContext context) throws Exception {
      if (version >= 2) {
        assertThat(task.split().bounds()).isEqualTo(Position.of("offset", 20));
      }
      return super.openSplit(task, context);
    }
  }

  @Test
  void bringsOldPositionsForwardAndRefusesNewerOnes() {
    ExtractionRequest request = ExtractionRequest.of("s").batchSize(5);
    ExtractionState old;
    try (BaseConnector one = Tiny.make(config -> new Versioned(config, 1));
        Extraction extraction = one.extractData(request)) {
      extraction.complete(Reads.next(extraction));
      old = ExtractionState.fromJson(extraction.state().toJson());
      assertThat(old.stateVersion()).isEqualTo(1);
    }
    ExtractionState newer;
    try (BaseConnector two = Tiny.make(config -> new Versioned(config, 2));
        Extraction extraction = two.extractData(request.from(old))) {
      extraction.complete(Reads.next(extraction));
      newer = extraction.state();
      assertThat(newer.stateVersion()).isEqualTo(2);
      assertThat(newer.open().get(0).split().bounds()).isEqualTo(Position.of("offset", 20));
      assertThat(newer.extractionId()).isEqualTo(old.extractionId());
    }
    try (BaseConnector one = Tiny.make(config -> new Versioned(config, 1))) {
      assertThatThrownBy(() -> one.extractData(request.from(newer)))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("version 2")
          .hasMessageContaining("newer");
    }
  }

  @Test
  void refusesTheStateOfAnotherRequestAsLongAsItIsInterrupted() {
    ExtractionState interrupted = new Reads().some(source, ORDERS, 2);
    try (BaseConnector connector = source.connector()) {
      assertThatThrownBy(() -> connector.extractData(ORDERS.window("a", "b").from(interrupted)))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("asked for something else");
    }
    new Reads().all(source, ORDERS.batchSize(7).parallelism(2).from(interrupted));
  }

  @Test
  void refusesTheStateOfAnotherConnector() {
    ExtractionState state = new Reads().all(source, ORDERS);
    try (BaseConnector tiny = Tiny.make(Tiny::new)) {
      assertThatThrownBy(() -> tiny.extractData(ExtractionRequest.of("s").from(state)))
          .hasMessageContaining("connector of type FAKE");
    }
  }

  @Test
  void refusesTheStateOfAnotherSource() {
    ExtractionState state = ExtractionState.fromJson(new Reads().all(source, ORDERS).toJson());
    assertThat(state.source()).isEqualTo("fake");
    String other = state.toJson().replace("\"source\":\"fake\"", "\"source\":\"shop\"");
    try (BaseConnector connector = source.connector()) {
      assertThatThrownBy(() -> connector.extractData(ORDERS.from(ExtractionState.fromJson(other))))
          .isInstanceOfSatisfying(
              ConnectorException.class,
              refused -> assertThat(refused.kind()).isEqualTo(ErrorKind.CONFIG))
          .hasMessageContaining("state of source shop was given to source fake");
    }
    String early = state.toJson().replace("\"source\":\"fake\",", "");
    assertThat(ExtractionState.fromJson(early).source()).isEmpty();
    new Reads().all(source, ORDERS.from(ExtractionState.fromJson(early)));
  }

  @Test
  void keepsFieldsItDoesNotKnow() {
    String json = new Reads().some(source, ORDERS, 2).toJson();
    String foreign = json.replaceFirst("\\{", "{\"later\":{\"a\":[1,\"b\",null]},");
    ExtractionState read = ExtractionState.fromJson(foreign);
    ExtractionState last = new Reads().all(source, ORDERS.from(read));
    assertThat(last.toJson()).contains("\"later\":{\"a\":[1,\"b\",null]}");
  }

  @Test
  void refusesAFormatOfANewerReleaseAndWhatIsNoState() {
    String json = new Reads().some(source, ORDERS, 1).toJson();
    assertThatThrownBy(
            () -> ExtractionState.fromJson(json.replaceFirst("\"format\":1", "\"format\":99")))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            wrong -> assertThat(wrong.kind()).isEqualTo(ErrorKind.CONFIG));
    for (String broken : List.of("", "{}", "[]", "null", json.substring(0, json.length() / 2))) {
      assertThatThrownBy(() -> ExtractionState.fromJson(broken))
          .as(broken)
          .isInstanceOfSatisfying(
              ConnectorException.class,
              wrong -> assertThat(wrong.kind()).isEqualTo(ErrorKind.DATA));
    }
  }

  @Test
  void serializesAsItsJson() throws Exception {
    ExtractionState state = new Reads().some(source, ORDERS, 2);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(state);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(state);
    }
  }
}
