package dev.tributary.connector.testkit.users;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.KeyedState;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Children asked for parent by parent, each parent with a watermark of its own. */
final class Comments extends BaseConnector {
  /** An API of posts, whose comments can be asked for by time only. */
  static final class Api {
    final NavigableMap<String, NavigableMap<Long, String>> posts = new ConcurrentSkipListMap<>();
    final AtomicLong now = new AtomicLong();

    void comment(String post, String text) {
      posts
          .computeIfAbsent(post, name -> new ConcurrentSkipListMap<>())
          .put(now.incrementAndGet(), text);
    }
  }

  private final Api api;

  Comments(Api api) {
    this.api = api;
  }

  @Override
  protected StreamSchema describe(String stream) {
    return StreamSchema.of(Field.string("post").required(), Field.int64("at"), Field.string("text"))
        .key("at");
  }

  @Override
  protected SplitPlan planSplits(PlanRequest request) {
    KeyedState perPost = request.state("comments").keys();
    Position was =
        request.interrupted().map(PlanRequest.Interrupted::position).orElse(Position.empty());
    // The end is frozen once, also for those who go on after a crash.
    long end = was.has("end") ? was.getLong("end") : api.now.get() + 1;
    Iterator<String> posts =
        api.posts
            .tailMap(was.find("post").orElse(""), was.find("post").isEmpty())
            .keySet()
            .iterator();
    return new SplitPlan() {
      private Position position = was.with("end", end);

      @Override
      public List<Split> next() {
        if (!posts.hasNext()) {
          return null;
        }
        String post = posts.next();
        position = position.with("post", post);
        long from = perPost.find(post).map(until -> until.getLong("until")).orElse(0L);
        return List.of(
            Split.of("comments/" + post, "comments")
                .bounds(Position.of("post", post).with("from", from).with("end", end))
                .commits(post, Position.of("until", end)));
      }

      @Override
      public Position position() {
        return position;
      }
    };
  }

  @Override
  protected SplitReader openSplit(ReadTask task, ReadContext context) {
    Position bounds = task.split().bounds();
    String post = bounds.get("post");
    // A window is closed at its start and open at its end.
    Iterator<Map.Entry<Long, String>> found =
        api.posts
            .get(post)
            .subMap(bounds.getLong("from"), bounds.getLong("end"))
            .entrySet()
            .iterator();
    return SplitReader.of(
        task,
        context,
        found,
        (comment, rows) ->
            rows.add().set(0, post).set(1, comment.getKey()).set(2, comment.getValue()));
  }
}
