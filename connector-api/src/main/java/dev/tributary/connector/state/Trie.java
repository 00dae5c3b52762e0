package dev.tributary.connector.state;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A persistent hash map from text to values: each change shares all but a path with what was
 * before, so that a state of a million keys is taken in no time and compared with an older one at
 * the cost of what changed.
 *
 * <p>A hash array mapped trie with 32 branches a level. Keys whose hashes are wholly equal share a
 * bucket. Immutable and thread-safe.
 */
final class Trie<V> {
  private static final int BITS = 5;
  private static final int LEVELS_END = 35;
  private static final Trie<?> EMPTY = new Trie<>(new Node(0, new Object[0]), 0);

  private final Node root;
  private final int size;

  private Trie(Node root, int size) {
    this.root = root;
    this.size = size;
  }

  /**
   * A branch; {@code slots} holds a {@link Node}, a {@link Leaf} or a {@link Bucket} per set bit.
   */
  private static final class Node {
    final int bitmap;
    final Object[] slots;

    Node(int bitmap, Object[] slots) {
      this.bitmap = bitmap;
      this.slots = slots;
    }
  }

  private record Leaf(String key, Object value) {}

  private static final class Bucket {
    final Leaf[] leaves;

    Bucket(Leaf[] leaves) {
      this.leaves = leaves;
    }
  }

  @SuppressWarnings("unchecked") // the empty one holds no value of any type
  static <V> Trie<V> empty() {
    return (Trie<V>) EMPTY;
  }

  int size() {
    return size;
  }

  @SuppressWarnings("unchecked") // only values of V are ever put
  @Nullable V get(String key) {
    int hash = spread(key);
    Node node = root;
    for (int shift = 0; ; shift += BITS) {
      int bit = bit(hash, shift);
      if ((node.bitmap & bit) == 0) {
        return null;
      }
      Object slot = node.slots[index(node.bitmap, bit)];
      if (slot instanceof Node deeper) {
        node = deeper;
        continue;
      }
      Leaf leaf = slot instanceof Leaf one ? one : find((Bucket) slot, key);
      return leaf != null && leaf.key.equals(key) ? (V) leaf.value : null;
    }
  }

  Trie<V> with(String key, V value) {
    V before = get(key);
    if (before != null && before.equals(value)) {
      return this;
    }
    Node changed = put(root, 0, spread(key), new Leaf(key, Objects.requireNonNull(value)));
    return new Trie<>(changed, before == null ? size + 1 : size);
  }

  Trie<V> without(String key) {
    if (get(key) == null) {
      return this;
    }
    Node changed = remove(root, 0, spread(key), key);
    return changed == null ? empty() : new Trie<>(changed, size - 1);
  }

  void forEach(BiConsumer<String, V> action) {
    forEach(root, action);
  }

  /**
   * Tells what has to be put and removed to make this out of {@code older}; parts that both share
   * are skipped whole.
   */
  void since(Trie<V> older, BiConsumer<String, V> put, Consumer<String> removed) {
    diff(older.root, root, this, older, put, removed);
  }

  private static Node put(Node node, int shift, int hash, Leaf leaf) {
    int bit = bit(hash, shift);
    int at = index(node.bitmap, bit);
    if ((node.bitmap & bit) == 0) {
      Object[] slots = new Object[node.slots.length + 1];
      System.arraycopy(node.slots, 0, slots, 0, at);
      slots[at] = leaf;
      System.arraycopy(node.slots, at, slots, at + 1, node.slots.length - at);
      return new Node(node.bitmap | bit, slots);
    }
    Object[] slots = node.slots.clone();
    Object slot = slots[at];
    if (slot instanceof Node deeper) {
      slots[at] = put(deeper, shift + BITS, hash, leaf);
    } else if (slot instanceof Leaf one) {
      slots[at] = one.key.equals(leaf.key) ? leaf : split(one, leaf, shift + BITS);
    } else {
      slots[at] = put((Bucket) slot, leaf);
    }
    return new Node(node.bitmap, slots);
  }

  /** Two keys that fell into one slot: a deeper branch for both, or a bucket where hashes end. */
  private static Object split(Leaf a, Leaf b, int shift) {
    if (shift >= LEVELS_END) {
      return new Bucket(new Leaf[] {a, b});
    }
    Node one = new Node(bit(spread(a.key), shift), new Object[] {a});
    return put(one, shift, spread(b.key), b);
  }

  private static Bucket put(Bucket bucket, Leaf leaf) {
    for (int i = 0; i < bucket.leaves.length; i++) {
      if (bucket.leaves[i].key.equals(leaf.key)) {
        Leaf[] leaves = bucket.leaves.clone();
        leaves[i] = leaf;
        return new Bucket(leaves);
      }
    }
    Leaf[] leaves = Arrays.copyOf(bucket.leaves, bucket.leaves.length + 1);
    leaves[bucket.leaves.length] = leaf;
    return new Bucket(leaves);
  }

  private static @Nullable Node remove(Node node, int shift, int hash, String key) {
    int bit = bit(hash, shift);
    int at = index(node.bitmap, bit);
    Object slot = node.slots[at];
    Object left = null;
    if (slot instanceof Node deeper) {
      Node rest = remove(deeper, shift + BITS, hash, key);
      // A branch of one leaf is the leaf: equal contents have equal shapes, so since() stays cheap.
      left =
          rest != null && rest.slots.length == 1 && !(rest.slots[0] instanceof Node)
              ? rest.slots[0]
              : rest;
    } else if (slot instanceof Bucket bucket) {
      Leaf[] leaves =
          Arrays.stream(bucket.leaves).filter(leaf -> !leaf.key.equals(key)).toArray(Leaf[]::new);
      left = leaves.length == 1 ? leaves[0] : new Bucket(leaves);
    }
    if (left != null) {
      Object[] slots = node.slots.clone();
      slots[at] = left;
      return new Node(node.bitmap, slots);
    }
    if (node.slots.length == 1) {
      return null;
    }
    Object[] slots = new Object[node.slots.length - 1];
    System.arraycopy(node.slots, 0, slots, 0, at);
    System.arraycopy(node.slots, at + 1, slots, at, slots.length - at);
    return new Node(node.bitmap & ~bit, slots);
  }

  private static <V> void diff(
      @Nullable Object before,
      @Nullable Object after,
      Trie<V> newer,
      Trie<V> older,
      BiConsumer<String, V> put,
      Consumer<String> removed) {
    if (before == after) {
      return;
    }
    if (before instanceof Node a && after instanceof Node b) {
      for (int bits = a.bitmap | b.bitmap; bits != 0; bits &= bits - 1) {
        int bit = Integer.lowestOneBit(bits);
        diff(slot(a, bit), slot(b, bit), newer, older, put, removed);
      }
      return;
    }
    Trie.<V>forEach(
        after,
        (key, value) -> {
          if (!value.equals(older.get(key))) {
            put.accept(key, value);
          }
        });
    Trie.<V>forEach(
        before,
        (key, value) -> {
          if (newer.get(key) == null) {
            removed.accept(key);
          }
        });
  }

  @SuppressWarnings("unchecked") // only values of V are ever put
  private static <V> void forEach(@Nullable Object slot, BiConsumer<String, V> action) {
    if (slot instanceof Node node) {
      for (Object deeper : node.slots) {
        forEach(deeper, action);
      }
    } else if (slot instanceof Leaf leaf) {
      action.accept(leaf.key, (V) leaf.value);
    } else if (slot instanceof Bucket bucket) {
      for (Leaf leaf : bucket.leaves) {
        action.accept(leaf.key, (V) leaf.value);
      }
    }
  }

  private static @Nullable Leaf find(Bucket bucket, String key) {
    for (Leaf leaf : bucket.leaves) {
      if (leaf.key.equals(key)) {
        return leaf;
      }
    }
    return null;
  }

  private static @Nullable Object slot(Node node, int bit) {
    return (node.bitmap & bit) == 0 ? null : node.slots[index(node.bitmap, bit)];
  }

  private static int bit(int hash, int shift) {
    return 1 << ((hash >>> shift) & 31);
  }

  private static int index(int bitmap, int bit) {
    return Integer.bitCount(bitmap & (bit - 1));
  }

  /** Text hashes are weak in their low bits, which choose the first branches. */
  private static int spread(String key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }
}
