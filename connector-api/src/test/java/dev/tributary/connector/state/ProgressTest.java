package dev.tributary.connector.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Position NONE = Position.empty();

  @Test
  @DisplayName("rule 1: state is the plan's position plus the open splits; finished splits vanish")
  void finishedSplitsVanish() {
    Progress progress = begin(ExtractionState.initial());
    progress.planned(List.of(Split.of("a", "s"), Split.of("b", "s")), at(2), false, Map.of());
    progress.covered("a", at(10), 100);
    progress.finished("b", null);
    ExtractionState state = ExtractionState.fromJson(progress.snapshot().toJson());
    assertThat(state).isEqualTo(progress.snapshot());
    assertThat(state.planPosition()).contains(at(2));
    assertThat(state.open()).hasSize(1);
    assertThat(state.open().get(0).resumeFrom()).contains(at(10));
    assertThat(state.open().get(0).records()).isEqualTo(100);
    assertThat(state.isComplete()).isFalse();
  }

  @Test
  @DisplayName("rule 10: watermarks apply when every split of the stream is completed")
  void watermarksWaitForEverySplitOfTheirStream() {
    Progress progress = begin(ExtractionState.initial());
    progress.planned(
        List.of(Split.of("a", "s"), Split.of("b", "s"), Split.of("c", "t")),
        NONE,
        true,
        Map.of("s", at(7), "t", at(8)));
    progress.finished("a", null);
    progress.finished("c", null);
    assertThat(progress.snapshot().stream("s").watermark()).isEmpty();
    assertThat(progress.snapshot().stream("t").watermark()).contains(at(8));
    progress.finished("b", null);
    assertThat(progress.snapshot().stream("s").watermark()).contains(at(7));
    assertThat(progress.snapshot().isComplete()).isTrue();
  }

  @Test
  @DisplayName("rule 10: a requested window moves no watermark")
  void aRequestedWindowMovesNoWatermark() {
    Progress progress = Progress.from("T", "s", "x", 0, "r", false, ExtractionState.initial());
    progress.planned(List.of(Split.of("a", "s")), NONE, true, Map.of("s", at(7)));
    progress.finished("a", null);
    assertThat(progress.snapshot().isComplete()).isTrue();
    assertThat(progress.snapshot().stream("s").watermark()).isEmpty();
  }

  @Test
  @DisplayName("rule 9: a key is written when all its splits are completed")
  void aKeyWaitsForAllItsSplits() {
    Progress progress = begin(ExtractionState.initial());
    progress.planned(
        List.of(Split.of("f#0", "s").commits("f", at(1)), Split.of("f#1", "s").commits("f", at(1))),
        NONE,
        false,
        Map.of());
    progress.finished("f#1", null);
    assertThat(progress.snapshot().stream("s").keys().has("f")).isFalse();
    assertThat(progress.snapshot().pending()).isEmpty();
    progress.finished("f#0", null);
    assertThat(progress.snapshot().stream("s").keys().get("f")).isEqualTo(at(1));
    assertThat(progress.snapshot().pending()).hasSize(1);
    progress.finalised(progress.snapshot().pending());
    assertThat(progress.snapshot().pending()).isEmpty();
  }

  @Test
  @DisplayName("rule 9: saving costs what changed")
  void aPatchHoldsWhatChanged() {
    Progress progress = begin(ExtractionState.initial());
    progress.planned(List.of(), NONE, false, Map.of());
    for (int i = 0; i < 10_000; i++) {
      progress.planned(
          List.of(Split.of("f" + i, "s").commits("f" + i, NONE)), at(i), false, Map.of());
      progress.finished("f" + i, null);
    }
    progress.finalised(progress.snapshot().pending());
    ExtractionState older = progress.snapshot();
    progress.planned(
        List.of(Split.of("more", "s").commits("more", NONE)), at(10_000), false, Map.of());
    progress.finished("more", null);
    progress.finalised(progress.snapshot().pending());
    ExtractionState newer = progress.snapshot();
    StatePatch patch = newer.since(older);
    assertThat(patch.toJson().length()).isLessThan(1_000);
    assertThat(newer.toJson().length()).isGreaterThan(100_000);
    assertThat(older.plus(StatePatch.fromJson(patch.toJson()))).isEqualTo(newer);
    assertThatThrownBy(() -> newer.plus(patch)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("rule 2: a restarted stream loses its open splits and its generation rises")
  void aRestartVoidsAndRaisesTheGeneration() {
    Progress progress = begin(ExtractionState.initial());
    progress.planned(
        List.of(Split.of("a", "s"), Split.of("b", "t")), NONE, true, Map.of("s", at(1)));
    assertThat(progress.restarted(Set.of("s"), Position.empty())).containsExactly("a");
    ExtractionState state = progress.snapshot();
    assertThat(state.stream("s").generation()).isEqualTo(1);
    assertThat(state.stream("t").generation()).isZero();
    assertThat(state.isPlanExhausted()).isFalse();
    assertThat(state.open()).extracting(open -> open.split().id()).containsExactly("b");
  }

  @Test
  @DisplayName("rule 2: a state stored right after a restart knows what is still to be planned")
  void aRestartKeepsWhereTheNewPlanBegins() {
    Progress progress = begin(ExtractionState.initial());
    progress.planned(List.of(Split.of("a", "s"), Split.of("b", "t")), at(2), true, Map.of());
    progress.restarted(Set.of(), at(3));
    assertThat(progress.snapshot().planPosition()).contains(at(2));
    assertThat(progress.snapshot().isPlanExhausted()).isTrue();
    progress.restarted(Set.of("s"), at(1));
    assertThat(progress.snapshot().planPosition()).contains(at(1));
    assertThat(progress.snapshot().isPlanExhausted()).isFalse();
  }

  @Test
  void aSplitOfSeveralStreamsRestartsWithAllOfThem() {
    Progress progress = begin(ExtractionState.initial());
    progress.planned(List.of(Split.of("changes", "s", "t")), NONE, true, Map.of());
    assertThatThrownBy(() -> progress.restarted(Set.of("s"), Position.empty()))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INTERNAL));
  }

  @Test
  @DisplayName("rule 16: unknown fields survive, newer formats are refused")
  void unknownFieldsSurvive() {
    Progress progress = begin(ExtractionState.initial());
    progress.planned(List.of(Split.of("a", "s")), NONE, false, Map.of());
    progress.schema("s", StreamSchema.of(Field.int64("id")));
    String json = progress.snapshot().toJson();
    String newer = json.replaceFirst("\\{", "{\"from_the_future\":{\"x\":[1,2]},");
    ExtractionState read = ExtractionState.fromJson(newer);
    Progress later = begin(read);
    later.covered("a", at(1), 1);
    assertThat(later.snapshot().toJson()).contains("\"from_the_future\":{\"x\":[1,2]}");
    assertThatThrownBy(
            () -> ExtractionState.fromJson(json.replace("\"format\":1", "\"format\":99")))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIG));
    for (String broken : List.of("", "[]", "{}", "{\"format\":1}", json.substring(0, 40), "null")) {
      assertThatThrownBy(() -> ExtractionState.fromJson(broken))
          .as(broken)
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DATA));
    }
  }

  @Test
  @DisplayName("rule 16: every position is brought forward")
  void everyPositionIsMigrated() {
    Progress progress = begin(ExtractionState.initial());
    progress.planned(
        List.of(
            Split.of("a", "s").bounds(at(1)).target(at(9)).commits("k", at(2)),
            Split.of("b", "s").commits("done", at(5))),
        at(3),
        false,
        Map.of("s", at(4)));
    progress.covered("a", at(6), 1);
    progress.finished("b", null);
    ExtractionState moved = progress.snapshot().migrated(2, position -> position.with("v", "two"));
    assertThat(moved.stateVersion()).isEqualTo(2);
    assertThat(moved.toJson().split("\"v\":\"two\"", -1)).hasSizeGreaterThanOrEqualTo(9);
    assertThat(moved.open().get(0).resumeFrom()).contains(at(6).with("v", "two"));
  }

  @Test
  void resettingAStreamForgetsIt() {
    Progress progress = begin(ExtractionState.initial());
    progress.planned(
        List.of(Split.of("a", "s"), Split.of("b", "t")),
        NONE,
        true,
        Map.of("s", at(1), "t", at(2)));
    progress.finished("a", null);
    ExtractionState state = progress.snapshot().reset("t");
    assertThat(state.isComplete()).isTrue();
    assertThat(state.stream("s").watermark()).contains(at(1));
    assertThat(state.stream("t").watermark()).isEmpty();
    assertThat(state.stream("t").generation()).isEqualTo(1);
  }

  @Test
  void isSerializedByItsJsonForm() throws Exception {
    Progress progress = begin(ExtractionState.initial());
    progress.planned(List.of(Split.of("a", "s")), at(1), false, Map.of());
    var bytes = new java.io.ByteArrayOutputStream();
    try (var out = new java.io.ObjectOutputStream(bytes)) {
      out.writeObject(progress.snapshot());
    }
    try (var in =
        new java.io.ObjectInputStream(new java.io.ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(progress.snapshot());
    }
  }

  private static Progress begin(ExtractionState from) {
    return Progress.from("T", "s", "x", 0, "r", true, from);
  }

  private static Position at(long value) {
    return Position.of("at", value);
  }
}
