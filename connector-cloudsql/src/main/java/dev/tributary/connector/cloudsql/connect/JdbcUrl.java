package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.cloudsql.option.DbType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDBC URL taken apart.
 *
 * <p>Drivers know more forms than one can check: hosts with parameters in brackets, nested
 * addresses, other protocols. So the driver never sees the user's URL but one that is made of these
 * parts.
 *
 * @param hosts hosts with their ports, in the order to try
 * @param database the database; empty if the URL names none
 * @param parameters what stands after the question mark, decoded, in its order
 */
record JdbcUrl(List<HostAndPort> hosts, String database, Map<String, String> parameters) {
  private static final Pattern WHOLE =
      Pattern.compile("jdbc:([a-z]+)://([^/?#@()\\s]*)/?([^/?#\\s]*)(?:\\?([^#\\s]*))?");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.%]+\\])(?::([0-9]{1,5}))?");

  /** A host and its port. */
  record HostAndPort(String host, int port) {
    /** Returns both as they stand in a URL. */
    @Override
    public String toString() {
      boolean bare = host.contains(":") && !host.startsWith("[");
      return (bare ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /** A URL that is not taken, and why; shows nothing of the URL. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String why) {
      super(why);
    }
  }

  /** Takes a URL apart. */
  static JdbcUrl parse(String url, DbType type) throws Unfit {
    Matcher parts = WHOLE.matcher(url.strip());
    String form =
        type == DbType.POSTGRES
            ? "jdbc:postgresql://host:5432/database?name=value"
            : "jdbc:mysql://host:3306/database?name=value";
    if (!parts.matches()) {
      throw new Unfit("is no URL of the form `" + form + "`");
    }
    String protocol = parts.group(1);
    boolean fits =
        type == DbType.POSTGRES
            ? protocol.equals("postgresql")
            : protocol.equals("mysql") || protocol.equals("mariadb");
    if (!fits) {
      throw new Unfit("begins with `jdbc:" + protocol + ":` where `" + form + "` is expected");
    }
    return new JdbcUrl(
        hosts(parts.group(2), type),
        decoded(parts.group(3)),
        parameters(parts.group(4) == null ? "" : parts.group(4)));
  }

  private static List<HostAndPort> hosts(String text, DbType type) throws Unfit {
    List<HostAndPort> hosts = new ArrayList<>();
    for (String one : text.isEmpty() ? new String[] {"localhost"} : text.split(",", -1)) {
      Matcher host = HOST.matcher(one);
      if (!host.matches()) {
        throw new Unfit("names a host that is none");
      }
      int port = host.group(2) == null ? port(type) : Integer.parseInt(host.group(2));
      hosts.add(new HostAndPort(host.group(1), port));
    }
    if (hosts.size() > 1 && type == DbType.MYSQL) {
      throw new Unfit("names several hosts, of which one is taken");
    }
    return hosts;
  }

  /** Returns the port at which a server listens unless told otherwise. */
  static int port(DbType type) {
    return type == DbType.POSTGRES ? 5432 : 3306;
  }

  private static Map<String, String> parameters(String text) throws Unfit {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String one : text.isEmpty() ? new String[0] : text.split("&", -1)) {
      if (one.isEmpty()) {
        continue;
      }
      int equals = one.indexOf('=');
      String name = decoded(equals < 0 ? one : one.substring(0, equals));
      if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
        throw new Unfit("has a parameter whose name is none");
      }
      if (parameters.put(name, equals < 0 ? "" : decoded(one.substring(equals + 1))) != null) {
        throw new Unfit("has the parameter `" + name + "` twice");
      }
    }
    return parameters;
  }

  private static String decoded(String text) throws Unfit {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw new Unfit("has a % that two digits do not follow");
    }
  }
}
