package dev.tributary.connector.cloudsql.connect;

/** Why a driver's property is refused, as the clause that follows its name. */
enum Refusal {
  /** A class of somebody's choice would run inside the host. */
  CLASS("makes the driver load a class"),
  /** A file of the host's machine would be read or written, or a server be let read it. */
  FILE("makes the driver read or write files of this machine"),
  /** More than the line to this server. */
  ELSEWHERE("leads to other places than the server"),
  /** Set by the connector, which relies on it. */
  PINNED("is set by the connector"),
  /** Something else than reading. */
  WRITES("is not for reading"),
  /** There is an option for it. */
  OPTION("has an option of its own in `connection_config`"),
  /** Statements. */
  STATEMENTS("sets variables of the session: use `before_select`");

  private final String reason;

  Refusal(String reason) {
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
