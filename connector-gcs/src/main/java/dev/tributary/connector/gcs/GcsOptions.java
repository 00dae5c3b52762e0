package dev.tributary.connector.gcs;

import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * What a connection to Cloud Storage says.
 *
 * @since 0.1.0
 */
public final class GcsOptions {
  private static final String BUCKET_NAME = "[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]";

  /** The bucket, perhaps with a directory of it. */
  public static final Option<String> BUCKET =
      Option.string("bucket")
          .matching("(gs://)?" + BUCKET_NAME + "(/.*)?", "a bucket, or gs://bucket/directory")
          .doc(
              "The bucket, or a directory of it as `gs://bucket/directory`. Not set, each"
                  + " extraction names one in `bucket` or in a `file_pattern` that begins with"
                  + " `gs://`")
          .example("gs://sales-lake/in");

  /** The project. */
  public static final Option<String> PROJECT_ID =
      Option.string("project_id")
          .doc("The project whose buckets are listed if no bucket is named; needed for that only");

  /** Where the bucket should be. */
  public static final Option<String> LOCATION =
      Option.string("location")
          .doc(
              "Where the bucket should be, such as `EU`; a test of the connection says if it is"
                  + " elsewhere, where the credential may see that");

  /** Who asks. */
  public static final Option<Secret> CREDENTIALS =
      Option.secret("credentials")
          .doc(
              "A key of a service account or a user: its JSON, best as `secret://name`, or the path"
                  + " of a file; `application_default`, which is meant if not set; `none` for"
                  + " public buckets and emulators, which is meant for an `endpoint` of `http` if"
                  + " not set");

  /** In whose name it asks. */
  public static final Option<String> IMPERSONATE =
      Option.string("impersonate_service_account")
          .matching("[^@/ ]+@[^@/ ]+", "a service account's address")
          .doc("A service account that the credential may act as, and does");

  /** Where impersonation is asked for. */
  public static final Option<URI> IAM_ENDPOINT =
      Option.uri("iam_endpoint")
          .doc(
              "Where tokens of `impersonate_service_account` are asked for, without a path, for"
                  + " emulators and private access; Google's IAM Credentials API if not set")
          .example("https://iamcredentials-xyz.p.googleapis.com");

  /** Who pays. */
  public static final Option<String> USER_PROJECT =
      Option.string("user_project")
          .doc("The project that pays for requests, which buckets with requester pays ask for");

  /** Where the API is. */
  public static final Option<URI> ENDPOINT =
      Option.uri("endpoint")
          .doc(
              "Where the API is, without a path, for emulators and private access; the variable"
                  + " `STORAGE_EMULATOR_HOST` if not set, else Google's")
          .example("http://localhost:4443");

  /** How long to wait. */
  public static final Option<Duration> TIMEOUT =
      Option.seconds("timeout", 30)
          .doc("How long to wait for a connection, for an answer, and between two pieces of it");

  /** How often to try again. */
  public static final Option<Integer> MAX_RETRIES =
      Option.integer("max_retries", 3)
          .between(0, 100)
          .doc(
              "How often a request is tried again that failed in passing; of a file that is read,"
                  + " without any more of it having come");

  /** How long to wait between attempts at most. */
  public static final Option<Duration> MAX_BACKOFF =
      Option.seconds("max_backoff", 32).doc("How long to wait before another attempt at most");

  /** How many ranges of an object are fetched at once. */
  public static final Option<Integer> DOWNLOAD_PARALLELISM =
      Option.integer("download_parallelism", 3)
          .between(1, 64)
          .doc(
              "How many ranges of 4 MiB of one large object are fetched at once; as many, and one"
                  + " more, are in memory for each worker");

  /** How large a piece of an upload is. */
  public static final Option<Integer> UPLOAD_CHUNK =
      Option.integer("upload_chunk_bytes", 8 << 20)
          .between(256 << 10, 256 << 20)
          .check(bytes -> bytes % (256 << 10) == 0, "a multiple of 262144")
          .doc(
              "How large the pieces are that files are written in; as much of each open file is in"
                  + " memory, and what `upload_parallelism` says");

  /** How many pieces are sent at once. */
  public static final Option<Integer> UPLOAD_PARALLELISM =
      Option.integer("upload_parallelism", 4)
          .between(1, 64)
          .doc(
              "How many pieces of large files are sent at once, as objects of their own below"
                  + " `.tributary/parts/` that Cloud Storage composes in the end; as many are in"
                  + " memory. 1 sends each file piece by piece by a resumable upload, which needs no"
                  + " other objects and no permission to delete");

  /** All of them. */
  public static final OptionSet ALL =
      OptionSet.of(
          BUCKET,
          PROJECT_ID,
          LOCATION,
          CREDENTIALS,
          IMPERSONATE,
          IAM_ENDPOINT,
          USER_PROJECT,
          ENDPOINT,
          TIMEOUT,
          MAX_RETRIES,
          MAX_BACKOFF,
          DOWNLOAD_PARALLELISM,
          UPLOAD_CHUNK,
          UPLOAD_PARALLELISM);

  /** The bucket of an extraction. */
  public static final Option<String> EXTRACTION_BUCKET =
      Option.string("bucket")
          .matching(BUCKET_NAME, "a bucket's name")
          .doc("The bucket that the files are in, where the connection names none");

  private GcsOptions() {}
}
