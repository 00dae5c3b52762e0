package dev.tributary.examples.tours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.examples.shop.Order;
import dev.tributary.examples.shop.Orders;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofTest {
  private final List<Order> shop = Orders.of(100).all();
  private final List<String> read = new ArrayList<>(shop.stream().map(Order::toJson).toList());

  @Test
  void holdsIfEveryOrderIsThereOnce() {
    assertThat(Proof.of(shop, read).holds()).isTrue();
    assertThat(Proof.of(shop, read).findings()).isEmpty();
  }

  @Test
  void seesALostOrder() {
    String lost = read.remove(70);
    assertThat(Proof.of(shop, read).holds()).isFalse();
    assertThat(Proof.of(shop, read).missing()).containsExactly(lost);
  }

  @Test
  void seesADoubledOrder() {
    read.add(read.get(0));
    assertThat(Proof.of(shop, read).holds()).isFalse();
    assertThat(Proof.of(shop, read).doubled()).containsExactly(read.get(0));
  }

  @Test
  void seesADifferenceOfOneLetter() {
    String wrong = read.get(3).replace("@example.com", "@example.org");
    String right = read.set(3, wrong);
    Proof proof = Proof.of(shop, read);
    assertThat(proof.holds()).isFalse();
    assertThat(proof.missing()).containsExactly(right);
    assertThat(proof.strange()).containsExactly(wrong);
    assertThat(proof.findings()).anyMatch(finding -> finding.contains(wrong));
  }
}
