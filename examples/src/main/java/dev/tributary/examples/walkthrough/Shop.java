package dev.tributary.examples.walkthrough;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.http.Credentials;
import dev.tributary.connector.http.HttpClient;
import dev.tributary.connector.http.HttpRequest;
import dev.tributary.connector.http.HttpSession;
import dev.tributary.connector.http.HttpSettings;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Secret;
import dev.tributary.connector.pagination.Page;
import dev.tributary.connector.pagination.Pagination;
import dev.tributary.connector.read.PageFetcher;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.read.StreamInfo;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.net.URI;
import java.util.List;

/** Reads the orders of a shop that shows them as pages of CSV. */
public final class Shop extends BaseConnector {
  private static final Option<URI> URL = Option.uri("base_url").required().doc("Where the shop is");
  private static final Option<Secret> TOKEN =
      Option.secret("token").required().doc("Its bearer token");

  /** Makes it; META-INF/services/dev.tributary.connector.ConnectorFactory names this class. */
  public static final class Factory implements ConnectorFactory {
    @Override
    public String sourceType() {
      return "SHOP";
    }

    @Override
    public ConnectorSpec spec() {
      return ConnectorSpec.connection(URL, TOKEN);
    }

    @Override
    public BaseConnector create(SourceConfig source, ConnectorContext host) {
      return new Shop(source, host);
    }
  }

  private final URI url;
  private final HttpClient http;

  private Shop(SourceConfig source, ConnectorContext host) {
    url = source.get(URL);
    http =
        HttpClient.open(
            source.sourceId(), HttpSettings.of(url), Credentials.bearer(source.get(TOKEN)), host);
  }

  @Override
  protected List<StreamInfo> streams() {
    return List.of(StreamInfo.of("orders"));
  }

  @Override
  protected StreamSchema describe(String stream) {
    if (!stream.equals("orders")) {
      throw ConnectorException.of(ErrorKind.NOT_FOUND, "there are only orders here").build();
    }
    return StreamSchema.of(Field.int64("id"), Field.string("email")).key("id");
  }

  @Override
  protected SplitReader openSplit(ReadTask task, ReadContext context) {
    HttpSession session = http.session(context);
    PageFetcher pages =
        (page, rows) -> {
          URI next = url.resolve("/orders.csv?page=" + page.number());
          try (var answer = session.send(HttpRequest.get(next))) {
            List<String> lines = answer.text(10_000_000).lines().toList();
            for (String line : lines) {
              String[] cells = line.split(",", 2);
              rows.add().set("id", Long.parseLong(cells[0])).set("email", cells[1]);
            }
            return Page.of(lines.size());
          }
        };
    return SplitReader.paged(task, context, Pagination.pageNumber(1), pages);
  }

  @Override
  protected void disconnect() {
    http.close();
  }
}
