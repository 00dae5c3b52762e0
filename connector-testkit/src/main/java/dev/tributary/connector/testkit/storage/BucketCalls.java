package dev.tributary.connector.testkit.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Shows, lists, makes and deletes buckets. */
final class BucketCalls {
  private BucketCalls() {}

  static WireResponse serve(
      WireRequest request,
      String name,
      Map<String, FakeBucket> buckets,
      String base,
      Consumer<String> make) {
    if (request.method().equals("POST")) {
      String made = String.valueOf(Trees.object(request.text()).get("name"));
      if (buckets.containsKey(made)) {
        throw new StorageError(
            409, "conflict", "Your previous request to create the named bucket succeeded.");
      }
      make.accept(made);
      return shown(buckets, made, base);
    }
    if (name.isEmpty()) {
      List<Object> items = new ArrayList<>();
      new TreeMap<>(buckets).values().forEach(bucket -> items.add(bucket.resource(base)));
      Map<String, Object> page = new LinkedHashMap<>();
      page.put("kind", "storage#buckets");
      page.put("items", items);
      return WireResponse.json(200, page);
    }
    if (request.method().equals("DELETE")) {
      return WireResponse.of(buckets.remove(name) == null ? 404 : 204);
    }
    return shown(buckets, name, base);
  }

  private static WireResponse shown(Map<String, FakeBucket> buckets, String name, String base) {
    FakeBucket bucket = buckets.get(name);
    if (bucket == null) {
      throw StorageError.noBucket();
    }
    if (bucket.denied.contains("storage.buckets.get")) {
      throw StorageError.denied(FakeLogin.ACCOUNT, "storage.buckets.get", "bucket");
    }
    return WireResponse.json(200, bucket.resource(base));
  }
}
