package dev.tributary.connector.pipeline.transform;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.pipeline.expression.Expression;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders calculated fields so that each comes after those that it reads. */
final class Calculations {
  private final Map<String, Expression> fields;
  private final List<String> ordered = new ArrayList<>();

  private Calculations(Map<String, Expression> fields) {
    this.fields = fields;
  }

  /**
   * Returns their names in order.
   *
   * @throws ConnectorException of kind CONFIG if some refer to one another in a circle
   */
  static List<String> order(Map<String, Expression> fields) {
    Calculations calculations = new Calculations(fields);
    fields.keySet().forEach(name -> calculations.visit(name, new LinkedHashSet<>()));
    return calculations.ordered;
  }

  private void visit(String name, Set<String> path) {
    Expression expression = fields.get(name);
    if (expression == null || ordered.contains(name)) {
      return;
    }
    path.add(name);
    for (String read : expression.columns()) {
      if (path.contains(read) && !read.equals(name)) {
        List<String> circle = new ArrayList<>(path);
        circle = new ArrayList<>(circle.subList(circle.indexOf(read), circle.size()));
        circle.add(read);
        throw ConnectorException.of(
                ErrorKind.CONFIG,
                "`transformation.calculated_fields` go in a circle: " + String.join(" → ", circle))
            .remedy("Let one of them not refer to the others")
            .build();
      }
      if (!read.equals(name)) {
        visit(read, path);
      }
    }
    path.remove(name);
    ordered.add(name);
  }
}
