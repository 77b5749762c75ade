import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A typical implementation of the Social Data API with jdk.httpserver, with optional faults.
 *
 * <pre>java Server.java CATALOGUE SWITCHES...</pre>
 *
 * CATALOGUE is a file with one line for each error: the code, the status and the example (JSON), separated by tabs. Starts
 * one server on a free port for each further argument, and prints their base URLs, one on each line. An argument is a
 * comma-separated list of switches, or {@code none}.
 */
public final class Server {
  /** Common mistakes on this platform. */
  private static final Set<String> FAULTS =
      Set.of(
          "no-root-context",
          "context-without-slash",
          "uncaught",
          "exception-in-message",
          "no-content-type",
          "length-in-characters",
          "parse-int-limit",
          "grouped-number",
          "fraction-of-balance",
          "retry-after-in-milliseconds");

  /** Correct variations: chunked bodies, 900.0 instead of 900, one thread for all connections. */
  private static final Set<String> STYLES = Set.of("chunked", "decimal-balance", "one-thread");

  private static final String BASE = "/api/v1";
  private static final List<String> PLATFORMS =
      List.of("tiktok", "instagram", "twitter", "x", "snapchat", "linkedin");
  private static final int POSTS = 45;
  private static final int PAGE_PRICE = 10;

  /** An error of the catalogue. */
  private record Entry(int status, String example) {}

  /** An error response: a code with its message and further fields, or the example of the catalogue. */
  private static final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final String code;
    final transient Map<String, Object> error;

    ApiException(String code) {
      this(code, null, Map.of());
    }

    ApiException(String code, String message, Map<String, Object> fields) {
      super(code);
      this.code = code;
      this.error = new LinkedHashMap<>();
      if (message == null) return;
      error.put("code", code);
      error.put("message", message);
      error.putAll(fields);
    }
  }

  private static final class Account {
    long balance = 1_000_000;
    boolean active = true;
    boolean throttled = false;
    String shard = "main";
  }

  /** Text that already is JSON. */
  private record Json(String text) {}

  private final Map<String, Entry> catalogue;
  private final Set<String> on;
  private final Map<String, Account> accounts = new HashMap<>();

  /** The number of posts of each shard; -1 if the shard is unavailable because it is being moved. */
  private final Map<String, Integer> shards = Map.of("main", POSTS, "attic", -1);

  private Server(Map<String, Entry> catalogue, Set<String> on) {
    this.catalogue = catalogue;
    this.on = on;
    open("key-of-ada-5d1c");
    open("key-of-bob-80fe").balance = 9;
    open("key-of-eve-37aa").active = false;
    open("key-of-max-c402").throttled = true;
    open("key-of-kim-19be").shard = "attic";
    open("key-of-lou-6e93").shard = "cellar";
  }

  private Account open(String key) {
    Account account = new Account();
    accounts.put(key, account);
    return account;
  }

  private HttpServer start() throws IOException {
    // The default address would accept connections from other machines.
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    // A context handles every path that starts with its own path.
    String end = on.contains("context-without-slash") ? "" : "/";
    server.createContext(BASE + "/posts/by-user" + end, enveloped(exchange -> list(exchange, "user")));
    server.createContext(BASE + "/posts/by-hashtag" + end, enveloped(exchange -> list(exchange, "hashtag")));
    if (!on.contains("no-root-context")) {
      server.createContext(
          "/",
          enveloped(
              exchange -> {
                authenticate(exchange.getRequestHeaders());
                throw notFound();
              }));
    }
    if (!on.contains("one-thread")) server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    return server;
  }

  /** Wraps a handler so that its exceptions become error responses. */
  private HttpHandler enveloped(HttpHandler handler) {
    return exchange -> {
      try {
        handler.handle(exchange);
      } catch (ApiException exception) {
        sendError(exchange, exception);
      } catch (RuntimeException exception) {
        if (on.contains("uncaught")) throw exception;
        String message = on.contains("exception-in-message") ? exception.toString() : "Something broke. Try again.";
        sendError(exchange, new ApiException("INTERNAL_ERROR", message, Map.of()));
      } finally {
        exchange.close();
      }
    };
  }

  private void list(HttpExchange exchange, String kind) throws IOException {
    Account account = authenticate(exchange.getRequestHeaders());
    String method = exchange.getRequestMethod();
    // The segments after the base: "", posts, by-user or by-hashtag, platform, name. A limit of -1 keeps empty ones.
    String[] parts = exchange.getRequestURI().getRawPath().substring(BASE.length()).split("/", -1);
    boolean fits = parts.length == 5 && !parts[3].isEmpty() && !parts[4].isEmpty();
    if (!fits || !(method.equals("GET") || method.equals("HEAD"))) throw notFound();
    String platform = decode(parts[3]);
    String name = decode(parts[4]);
    if (!PLATFORMS.contains(platform)) {
      throw new ApiException("INVALID_PLATFORM", "Use one of " + String.join(", ", PLATFORMS) + ".", Map.of());
    }
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    int limit = limit(query.get("limit"));
    int start = offset(query.get("cursor"));

    int size = shards.get(account.shard);
    if (size < 0) throw new ApiException("SERVICE_UNAVAILABLE", "Your data are being moved.", Map.of());
    int end = Math.min(start + limit, size);
    List<Object> posts = new ArrayList<>();
    for (int index = start; index < end; index++) posts.add(post(kind, platform, name, index));
    long balance = charge(account);

    Map<String, Object> data = new LinkedHashMap<>();
    data.put("posts", posts);
    data.put("remaining_balance", balanceAsJson(balance));
    data.put("next_cursor", end < size ? Integer.toString(end, 36) + "z" : null);
    send(exchange, 200, json(Map.of("success", true, "data", data)));
  }

  private Account authenticate(Headers headers) {
    String token = null;
    String authorization = headers.getFirst("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      token = authorization.substring(7).trim();
    }
    if (token == null || token.isEmpty()) token = headers.getFirst("X-API-Token");
    if (token == null || token.isBlank()) {
      throw new ApiException("MISSING_API_TOKEN", "Send a token.", Map.of());
    }
    // Demo keys let client developers see every error.
    for (String code : catalogue.keySet()) {
      if (token.equals("demo-" + code.toLowerCase(Locale.ROOT))) throw new ApiException(code);
    }
    Account account = accounts.get(token);
    if (account == null) throw new ApiException("INVALID_API_TOKEN", "Nobody has this token.", Map.of());
    if (!account.active) throw new ApiException("ACCOUNT_INACTIVE", "Pay once to begin.", Map.of());
    if (account.throttled) {
      throw new ApiException("RATE_LIMIT_EXCEEDED", "Slow down.", Map.of("retry_after", 86_400));
    }
    return account;
  }

  private synchronized long charge(Account account) {
    if (account.balance < PAGE_PRICE) {
      throw new ApiException(
          "INSUFFICIENT_BALANCE",
          "A page costs more than you have.",
          Map.of("required", PAGE_PRICE, "available", account.balance));
    }
    return account.balance -= PAGE_PRICE;
  }

  private Object balanceAsJson(long balance) {
    if (on.contains("grouped-number")) return new Json(String.format(Locale.US, "%,d", balance));
    if (on.contains("fraction-of-balance")) return balance / 100.0 + 0.005;
    if (on.contains("decimal-balance")) return (double) balance;
    return balance;
  }

  private int limit(String text) {
    if (text == null) return 20;
    int limit = 0;
    if (on.contains("parse-int-limit")) {
      try {
        limit = Integer.parseInt(text);
      } catch (NumberFormatException exception) {
        // The limit stays 0, which is rejected below.
      }
    } else if (text.matches("[1-9][0-9]{0,2}")) {
      limit = Integer.parseInt(text);
    }
    if (limit < 1 || limit > 100) {
      throw new ApiException("INVALID_PARAMETERS", "limit goes from 1 to 100.", Map.of());
    }
    return limit;
  }

  /** Reads a cursor; an unknown one returns the first page. */
  private static int offset(String cursor) {
    if (cursor == null || !cursor.matches("[0-9a-z]{1,3}z")) return 0;
    return Integer.parseInt(cursor.substring(0, cursor.length() - 1), 36);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> values = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? parts[1] : "";
      values.putIfAbsent(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return values;
  }

  /** Decodes a path segment, in which a plus sign stays a plus sign. */
  private static String decode(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private Map<String, Object> post(String kind, String platform, String name, int index) {
    String username = kind.equals("user") ? name : "wanderer" + index % 5;
    String home = "https://" + platform + ".example/" + URLEncoder.encode(username, StandardCharsets.UTF_8);
    Instant published = Instant.parse("2026-03-04T05:06:07.123456Z").minusSeconds(86_400L * index);
    Map<String, Object> post = new LinkedHashMap<>();
    post.put("id", 5_000_000_000L + index);
    post.put("platform", platform);
    post.put("platform_post_id", "" + index);
    // Uses \\u escapes, because Java before 18 reads source files in the encoding of the operating system.
    post.put("content", index % 8 == 1 ? null : "Gr\u00fc\u00dfe \u2014 \"" + index + "\"\n");
    post.put("post_url", home + "/" + index);
    post.put("published_at", index % 8 == 2 ? null : published);
    post.put("media", Map.of("type", "reel", "urls", List.of(home + "/" + index + ".mov")));
    post.put("engagement", Map.of("likes", 3, "comments", 2, "shares", 1, "views", 0, "total", 6));
    post.put(
        "author",
        Map.of("username", username, "display_name", username, "profile_url", home, "avatar_url", home + "/a.png"));
    post.put("hashtags", List.of("travel", name));
    post.put("mentions", List.of());
    post.put("scraped_at", Instant.parse("2026-06-01T00:00:00Z"));
    return post;
  }

  private static ApiException notFound() {
    return new ApiException("NOT_FOUND", "There is nothing here.", Map.of());
  }

  private void sendError(HttpExchange exchange, ApiException exception) throws IOException {
    Entry entry = catalogue.get(exception.code);
    Map<String, Object> error = exception.error;
    Headers headers = exchange.getResponseHeaders();
    if (entry.status() == 401) headers.set("WWW-Authenticate", "Bearer");
    if (error.get("retry_after") instanceof Integer seconds) {
      int wait = on.contains("retry-after-in-milliseconds") ? seconds * 1000 : seconds;
      headers.set("Retry-After", Integer.toString(wait));
    }
    String body = error.isEmpty() ? entry.example() : json(Map.of("success", false, "error", error));
    send(exchange, entry.status(), body);
  }

  private void send(HttpExchange exchange, int status, String text) throws IOException {
    if (!on.contains("no-content-type")) exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = on.contains("length-in-characters") ? text.length() : bytes.length;
    // A length of 0 means unknown, which sends chunks.
    exchange.sendResponseHeaders(status, on.contains("chunked") ? 0 : length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  private static String json(Object value) {
    if (value instanceof Json json) return json.text();
    if (value == null || value instanceof Number || value instanceof Boolean) return String.valueOf(value);
    if (value instanceof List<?> list) {
      return list.stream().map(Server::json).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> quoted(entry.getKey().toString()) + ": " + json(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return quoted(value.toString());
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char letter : text.toCharArray()) {
      if (letter == '"' || letter == '\\') quoted.append('\\').append(letter);
      else if (letter < ' ') quoted.append(String.format("\\u%04x", (int) letter));
      else quoted.append(letter);
    }
    return quoted.append('"').toString();
  }

  private static Map<String, Entry> readCatalogue(Path file) throws IOException {
    Map<String, Entry> entries = new HashMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      String[] parts = line.split("\t", 3);
      entries.put(parts[0], new Entry(Integer.parseInt(parts[1]), parts[2]));
    }
    return entries;
  }

  public static void main(String[] arguments) throws IOException {
    Map<String, Entry> catalogue = readCatalogue(Path.of(arguments[0]));
    for (String argument : Arrays.copyOfRange(arguments, 1, arguments.length)) {
      Set<String> on = argument.equals("none") ? Set.of() : Set.of(argument.split(","));
      for (String name : on) {
        if (!FAULTS.contains(name) && !STYLES.contains(name)) {
          throw new IllegalArgumentException("Unknown switch " + name + ". Use " + FAULTS + " or " + STYLES + ".");
        }
      }
      HttpServer server = new Server(catalogue, on).start();
      System.out.println("http://127.0.0.1:" + server.getAddress().getPort() + BASE);
    }
  }
}
