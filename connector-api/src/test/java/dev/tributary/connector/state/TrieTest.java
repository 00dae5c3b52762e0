package dev.tributary.connector.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;

class TrieTest {
  @Property(tries = 300)
  void behavesAsAMapWhateverIsPutAndRemoved(
      @ForAll("changes") List<Tuple2<String, Integer>> changes) {
    Map<String, Integer> model = new HashMap<>();
    Trie<Integer> trie = Trie.empty();
    for (Tuple2<String, Integer> change : changes) {
      trie = apply(trie, change);
      apply(model, change);
    }
    Map<String, Integer> held = new HashMap<>();
    trie.forEach(held::put);
    assertThat(held).isEqualTo(model);
    assertThat(trie.size()).isEqualTo(model.size());
    for (Map.Entry<String, Integer> entry : model.entrySet()) {
      assertThat(trie.get(entry.getKey())).isEqualTo(entry.getValue());
    }
    assertThat(trie.get("never put")).isNull();
  }

  @Property(tries = 300)
  void tellsTheDifferenceBetweenAnyTwo(
      @ForAll("changes") List<Tuple2<String, Integer>> first,
      @ForAll("changes") List<Tuple2<String, Integer>> second) {
    Trie<Integer> older = Trie.empty();
    for (Tuple2<String, Integer> change : first) {
      older = apply(older, change);
    }
    Trie<Integer> newer = older;
    for (Tuple2<String, Integer> change : second) {
      newer = apply(newer, change);
    }
    Map<String, Integer> patched = new HashMap<>();
    older.forEach(patched::put);
    newer.since(older, patched::put, patched::remove);
    Map<String, Integer> expected = new HashMap<>();
    newer.forEach(expected::put);
    assertThat(patched).isEqualTo(expected);
  }

  @Test
  void aChangeCostsWhatChangedHoweverMuchThereIs() {
    Trie<Integer> million = Trie.empty();
    for (int i = 0; i < 1_000_000; i++) {
      million = million.with("file-" + i, i);
    }
    Trie<Integer> more = million.with("one more", 1).without("file-77");
    Map<String, Integer> put = new HashMap<>();
    Map<String, Boolean> removed = new HashMap<>();
    more.since(million, put::put, key -> removed.put(key, true));
    assertThat(put).containsOnly(Map.entry("one more", 1));
    assertThat(removed).containsOnlyKeys("file-77");
  }

  /** Few letters, so that keys repeat; "Aa" and "BB" have equal hashes, so that buckets are met. */
  @Provide
  Arbitrary<List<Tuple2<String, Integer>>> changes() {
    Arbitrary<String> keys =
        Arbitraries.of("Aa", "BB", "c", "d", "E1")
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(parts -> String.join("", parts));
    return keys.flatMap(
            key -> Arbitraries.integers().between(-3, 5).map(value -> Tuple.of(key, value)))
        .list()
        .ofMaxSize(120);
  }

  private static Trie<Integer> apply(Trie<Integer> trie, Tuple2<String, Integer> change) {
    return change.get2() < 0
        ? trie.without(change.get1())
        : trie.with(change.get1(), change.get2());
  }

  private static void apply(Map<String, Integer> model, Tuple2<String, Integer> change) {
    if (change.get2() < 0) {
      model.remove(change.get1());
    } else {
      model.put(change.get1(), change.get2());
    }
  }
}
