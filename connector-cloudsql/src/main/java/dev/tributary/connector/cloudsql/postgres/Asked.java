package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.cloudsql.server.OnUnfit;
import java.util.List;

/**
 * What a statement asks for and how its rows come.
 *
 * @param from what is read, for people
 * @param names of all that is asked for: the columns to read, and those only asked for as positions
 * @param types how each of them comes
 * @param columns how many of them are columns to read
 * @param positions which of them tell where a row stands
 * @param isPhysical whether they tell where it lies
 * @param onUnfit what becomes of values that do not fit
 */
record Asked(
    String from,
    List<String> names,
    List<WireType> types,
    int columns,
    List<Integer> positions,
    boolean isPhysical,
    OnUnfit onUnfit) {
  String name(int number) {
    return names.get(number);
  }
}
