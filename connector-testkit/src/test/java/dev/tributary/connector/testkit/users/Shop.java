package dev.tributary.connector.testkit.users;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Secret;
import dev.tributary.connector.pagination.Page;
import dev.tributary.connector.pagination.Pagination;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.read.StreamInfo;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** A newcomer's connector: a paged CSV export behind a bearer token. */
final class Shop extends BaseConnector {
  static final Option<URI> URL = Option.uri("base_url").required().doc("Where the shop is");
  static final Option<Secret> TOKEN = Option.secret("token").required().doc("Its bearer token");

  static final class Factory implements ConnectorFactory {
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
      return new Shop(source);
    }
  }

  private final SourceConfig source;
  private final HttpClient http = HttpClient.newHttpClient();

  private Shop(SourceConfig source) {
    this.source = source;
  }

  @Override
  protected List<StreamInfo> streams() {
    return List.of(StreamInfo.of("orders"), StreamInfo.of("customers"));
  }

  @Override
  protected StreamSchema describe(String stream) throws Exception {
    page(stream, 1);
    return StreamSchema.of(Field.int64("id").required(), Field.string("email")).key("id");
  }

  @Override
  protected SplitReader openSplit(ReadTask task, ReadContext context) {
    return SplitReader.paged(
        task,
        context,
        Pagination.pageNumber(1),
        (page, rows) -> {
          List<String> lines = page(task.split().stream(), page.number());
          for (String line : lines) {
            String[] cells = line.split(",", -1);
            rows.add().set("id", Long.parseLong(cells[0])).set("email", cells[1]);
          }
          return Page.of(lines.size());
        });
  }

  @Override
  protected String probe() throws Exception {
    page("orders", 1);
    return "a shop";
  }

  private List<String> page(String stream, long number) throws Exception {
    URI uri = source.get(URL).resolve("/" + stream + ".csv?page=" + number);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + source.get(TOKEN).reveal())
            .build();
    var response = http.send(request, BodyHandlers.ofString());
    return switch (response.statusCode()) {
      case 200 -> response.body().lines().toList();
      case 401 ->
          throw ConnectorException.of(ErrorKind.AUTHENTICATION, "the shop refuses the token")
              .build();
      default ->
          throw ConnectorException.of(ErrorKind.NOT_FOUND, "the shop has no " + stream).build();
    };
  }
}
