package dev.tributary.connector.state;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of states and patches. Fields that this release does not know are carried along.
 */
final class StateJson {
  /** Raised when an older release could misread what this one writes. */
  private static final long FORMAT = 1;

  private static final Set<String> HEAD =
      Set.of(
          "format",
          "connector",
          "source",
          "extraction",
          "sequence",
          "state_version",
          "request",
          "plan",
          "streams",
          "open",
          "pending");
  private static final Set<String> STREAM = Set.of("generation", "watermark", "schema", "keys");

  private StateJson() {}

  static String write(ExtractionState state) {
    Map<String, Object> tree = head(state);
    tree.put("open", entries(state.openSplits(), StateJson::open));
    tree.put("pending", entries(state.pendingCommits(), StateJson::commit));
    return JsonTree.write(tree);
  }

  static ExtractionState read(String json) {
    return guarded("state", () -> state(root(json)));
  }

  static String writePatch(StatePatch patch) {
    LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", FORMAT);
    tree.put("extraction", patch.extractionId());
    tree.put("from", patch.from());
    tree.put("head", head(patch.head()));
    LinkedHashMap<String, Object> keys = new LinkedHashMap<>();
    new TreeMap<>(patch.keys())
        .forEach((stream, change) -> keys.put(stream, tree(change, Position::asMap)));
    tree.put("keys", keys);
    tree.put("open", tree(patch.open(), StateJson::open));
    tree.put("pending", tree(patch.pending(), StateJson::commit));
    return JsonTree.write(tree);
  }

  static StatePatch readPatch(String json) {
    return guarded(
        "state patch",
        () -> {
          Map<String, @Nullable Object> tree = root(json);
          HashMap<String, StatePatch.Change<Position>> keys = new HashMap<>();
          JsonTree.map(tree.get("keys"))
              .forEach((stream, change) -> keys.put(stream, change(change, StateJson::position)));
          return new StatePatch(
              JsonTree.text(tree.get("extraction")),
              JsonTree.whole(tree.get("from")),
              state(JsonTree.map(tree.get("head"))),
              keys,
              change(tree.get("open"), StateJson::open),
              change(tree.get("pending"), StateJson::commit));
        });
  }

  private static Map<String, Object> head(ExtractionState state) {
    LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", FORMAT);
    tree.put("connector", state.connector());
    if (!state.source().isEmpty()) {
      tree.put("source", state.source());
    }
    tree.put("extraction", state.extractionId());
    tree.put("sequence", state.sequence());
    tree.put("state_version", (long) state.stateVersion());
    tree.put("request", state.requestFingerprint());
    PlanState plan = state.plan();
    if (plan != null) {
      LinkedHashMap<String, Object> planned = new LinkedHashMap<>();
      planned.put("position", plan.position().asMap());
      planned.put("exhausted", plan.exhausted());
      LinkedHashMap<String, Object> watermarks = new LinkedHashMap<>();
      new TreeMap<>(plan.watermarks()).forEach((name, mark) -> watermarks.put(name, mark.asMap()));
      planned.put("watermarks", watermarks);
      tree.put("plan", planned);
    }
    LinkedHashMap<String, Object> streams = new LinkedHashMap<>();
    new TreeMap<>(state.streamStates())
        .forEach((name, stream) -> streams.put(name, stream(stream)));
    tree.put("streams", streams);
    tree.putAll(new TreeMap<>(state.unknown()));
    return tree;
  }

  private static Map<String, Object> stream(StreamState stream) {
    LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
    tree.put("generation", stream.generation());
    stream.watermark().ifPresent(mark -> tree.put("watermark", mark.asMap()));
    stream.schema().ifPresent(schema -> tree.put("schema", JsonTree.parseObject(schema.toJson())));
    if (stream.keys().size() > 0) {
      LinkedHashMap<String, Object> keys = new LinkedHashMap<>();
      stream.keys().forEach((key, value) -> keys.put(key, value.asMap()));
      tree.put("keys", keys);
    }
    tree.putAll(new TreeMap<>(stream.unknown()));
    return tree;
  }

  private static Map<String, Object> open(OpenSplit open) {
    LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
    tree.put("split", open.split().toTree());
    open.resumeFrom().ifPresent(position -> tree.put("resume", position.asMap()));
    tree.put("records", open.records());
    return tree;
  }

  private static Map<String, Object> commit(Commit commit) {
    LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
    tree.put("split", commit.split().toTree());
    tree.put("position", commit.position().asMap());
    tree.put("finished", commit.finished());
    return tree;
  }

  private static <V> List<Object> entries(Trie<V> entries, Function<V, Map<String, Object>> form) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    entries.forEach((id, value) -> sorted.put(id, form.apply(value)));
    return new ArrayList<>(sorted.values());
  }

  private static <V> Map<String, Object> tree(
      StatePatch.Change<V> change, Function<V, Map<String, Object>> form) {
    LinkedHashMap<String, Object> put = new LinkedHashMap<>();
    change.put().forEach((key, value) -> put.put(key, form.apply(value)));
    LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
    tree.put("put", put);
    tree.put("removed", change.removed());
    return tree;
  }

  private static ExtractionState state(Map<String, @Nullable Object> tree) {
    HashMap<String, StreamState> streams = new HashMap<>();
    JsonTree.map(tree.get("streams")).forEach((name, form) -> streams.put(name, streamState(form)));
    Trie<OpenSplit> open = Trie.empty();
    for (Object form : listOrNone(tree.get("open"))) {
      OpenSplit split = open(form);
      open = open.with(split.split().id(), split);
    }
    Trie<Commit> pending = Trie.empty();
    for (Object form : listOrNone(tree.get("pending"))) {
      Commit commit = commit(form);
      pending = pending.with(commit.id(), commit);
    }
    return new ExtractionState(
        JsonTree.text(tree.get("connector")),
        tree.get("source") == null ? "" : JsonTree.text(tree.get("source")),
        JsonTree.text(tree.get("extraction")),
        JsonTree.whole(tree.get("sequence")),
        (int) JsonTree.whole(tree.get("state_version")),
        JsonTree.text(tree.get("request")),
        tree.get("plan") == null ? null : plan(tree.get("plan")),
        Map.copyOf(streams),
        open,
        pending,
        rest(tree, HEAD));
  }

  private static PlanState plan(@Nullable Object form) {
    Map<String, @Nullable Object> tree = JsonTree.map(form);
    HashMap<String, Position> watermarks = new HashMap<>();
    JsonTree.map(tree.get("watermarks"))
        .forEach((name, mark) -> watermarks.put(name, position(mark)));
    return new PlanState(
        position(tree.get("position")), JsonTree.truth(tree.get("exhausted")), watermarks);
  }

  private static StreamState streamState(@Nullable Object form) {
    Map<String, @Nullable Object> tree = JsonTree.map(form);
    Trie<Position> keys = Trie.empty();
    if (tree.get("keys") != null) {
      for (Map.Entry<String, @Nullable Object> entry : JsonTree.map(tree.get("keys")).entrySet()) {
        keys = keys.with(entry.getKey(), position(entry.getValue()));
      }
    }
    return StreamState.empty()
        .generation(JsonTree.whole(tree.get("generation")))
        .watermark(tree.get("watermark") == null ? null : position(tree.get("watermark")))
        .schema(
            tree.get("schema") == null
                ? null
                : StreamSchema.fromJson(JsonTree.write(tree.get("schema"))))
        .keys(KeyedState.of(keys))
        .unknown(rest(tree, STREAM));
  }

  private static OpenSplit open(@Nullable Object form) {
    Map<String, @Nullable Object> tree = JsonTree.map(form);
    return OpenSplit.of(
        Split.fromTree(present(JsonTree.map(tree.get("split")))),
        tree.get("resume") == null ? null : position(tree.get("resume")),
        JsonTree.whole(tree.get("records")));
  }

  private static Commit commit(@Nullable Object form) {
    Map<String, @Nullable Object> tree = JsonTree.map(form);
    Split split = Split.fromTree(present(JsonTree.map(tree.get("split"))));
    Position position = position(tree.get("position"));
    return JsonTree.truth(tree.get("finished"))
        ? Commit.finished(split, position)
        : Commit.progress(split, position);
  }

  private static <V> StatePatch.Change<V> change(
      @Nullable Object form, Function<@Nullable Object, V> value) {
    Map<String, @Nullable Object> tree = JsonTree.map(form);
    TreeMap<String, V> put = new TreeMap<>();
    JsonTree.map(tree.get("put")).forEach((key, entry) -> put.put(key, value.apply(entry)));
    List<String> removed = new ArrayList<>();
    JsonTree.list(tree.get("removed")).forEach(key -> removed.add(JsonTree.text(key)));
    return new StatePatch.Change<>(put, removed);
  }

  private static Position position(@Nullable Object form) {
    Map<String, Object> values = present(JsonTree.map(form));
    return values.isEmpty() ? Position.empty() : Position.of(values);
  }

  private static List<@Nullable Object> listOrNone(@Nullable Object form) {
    return form == null ? List.of() : JsonTree.list(form);
  }

  private static Map<String, Object> rest(Map<String, @Nullable Object> tree, Set<String> known) {
    Map<String, Object> rest = present(tree);
    rest.keySet().removeAll(known);
    return Map.copyOf(rest);
  }

  private static Map<String, Object> present(Map<String, @Nullable Object> tree) {
    LinkedHashMap<String, Object> present = new LinkedHashMap<>();
    tree.forEach(
        (name, value) -> {
          if (value != null) {
            present.put(name, value);
          }
        });
    return present;
  }

  private static Map<String, @Nullable Object> root(String json) {
    Map<String, @Nullable Object> tree = JsonTree.parseObject(json);
    long format = JsonTree.whole(tree.get("format"));
    if (format > FORMAT) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "the state has format " + format + ", a newer release's")
          .remedy("Use the release that wrote it or a later one; this one reads up to " + FORMAT)
          .build();
    }
    return tree;
  }

  private interface Reading<T> {
    T read();
  }

  private static <T> T guarded(String what, Reading<T> reading) {
    try {
      return reading.read();
    } catch (IllegalArgumentException | ClassCastException wrong) {
      throw ConnectorException.of(ErrorKind.DATA, "the text is no " + what)
          .place(wrong.getMessage())
          .remedy("Restore the " + what + " from where it was stored, or begin anew without it")
          .cause(wrong)
          .build();
    }
  }
}
