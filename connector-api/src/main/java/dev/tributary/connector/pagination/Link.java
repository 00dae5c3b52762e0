package dev.tributary.connector.pagination;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One link of a link header: where it leads, and what that is to this page. Immutable.
 *
 * @since 0.1.0
 */
public final class Link {
  private final String target;
  private final Map<String, String> attributes;

  Link(String target, Map<String, String> attributes) {
    this.target = target;
    this.attributes = Map.copyOf(attributes);
  }

  /** Returns where the link leads, exactly as written; it may be relative. */
  public String target() {
    return target;
  }

  /** Returns the relations in lower case, such as {@code next}; one link may have several. */
  public List<String> relations() {
    return List.of(attribute("rel").map(rel -> rel.split(" ")).orElse(new String[0]));
  }

  /**
   * Returns an attribute such as {@code title}, without quotes; the first one where it stands
   * twice.
   *
   * @param name in lower case
   */
  public Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /** Returns whether the link is about this page, and not about another resource by its anchor. */
  public boolean isAboutThisPage() {
    return attribute("anchor").map(String::isEmpty).orElse(true);
  }

  @Override
  public String toString() {
    return "<" + target + "> " + attributes;
  }
}
