package com.afftok.edge;

import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.secret.DataKeys;
import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.secret.SecretPlace;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An advertiser that signs and sends postbacks.
final class Shop {

    static final String SECRET = "shop-secret-shop-secret-shop-secret";

    private static final ClickCodes CLICKS = new ClickCodes(KeyRing.parse(RunningEdge.KEYS));
    private static final AtomicInteger SEQUENCE = new AtomicInteger();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final String secret;

    Shop(RunningEdge edge) {
        this(edge, SECRET);
    }

    Shop(RunningEdge edge, String secret) {
        this.port = edge.port();
        this.secret = secret;
    }

    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        JsonObject json() {
            return new JsonObject(response.body());
        }

        JsonObject data() {
            return json().getJsonObject("data");
        }

        JsonObject error() {
            return json().getJsonObject("error");
        }

        /// `200`, or `404 CONV_004`.
        String verdict() {
            return status() < 300 ? "" + status() : status() + " " + error().getString("code");
        }
    }

    /// A click id of the given age, which no edge needs to have stored.
    static String click(long link, Duration ago) {
        return CLICKS.encode(clickId(link, ago));
    }

    static String click(long link) {
        return click(link, Duration.ofMinutes(5));
    }

    static ClickId clickId(long link, Duration ago) {
        return ClickId.of(
                Instant.now().minus(ago).toEpochMilli(),
                new LinkId(link),
                1,
                7,
                SEQUENCE.getAndIncrement());
    }

    static String code(ClickId click) {
        return CLICKS.encode(click);
    }

    /// A statement that inserts a secret of the advertiser.
    static String insertSecret(long advertiser, String mode, int slot, String secret) {
        byte[] sealed =
                new SealSecrets(DataKeys.parse(RunningEdge.DATA_KEYS), new SecureRandom())
                        .seal(
                                secret.getBytes(StandardCharsets.UTF_8),
                                new SecretPlace("postback_secrets", advertiser, mode));
        return """
        insert into postback_secrets (advertiser_id, mode, slot, secret, hint)
        values (%d, '%s', %d, decode('%s', 'hex'), 'cret')
        """
                .formatted(advertiser, mode, slot, HexFormat.of().formatHex(sealed));
    }

    /// An approved sale of 100 USD, to be modified.
    static Map<String, String> sale(String click, String transaction) {
        Map<String, String> sale = new LinkedHashMap<>();
        sale.put("click_id", click);
        sale.put("transaction_id", transaction);
        sale.put("amount", "100.00");
        sale.put("currency", "USD");
        sale.put("status", "approved");
        return sale;
    }

    static Map<String, String> with(Map<String, String> sale, String... changes) {
        Map<String, String> changed = new LinkedHashMap<>(sale);
        for (int i = 0; i < changes.length; i += 2) {
            changed.put(changes[i], changes[i + 1]);
        }
        return changed;
    }

    /// Signs with version 2 and posts a form.
    Answer report(Map<String, String> sale) {
        return send(with(sale, "signature", version2(sale, Instant.now())));
    }

    Answer report(Map<String, String> sale, String... changes) {
        return report(with(sale, changes));
    }

    /// Posts a form unchanged.
    Answer send(Map<String, String> parameters) {
        return post("application/x-www-form-urlencoded", form(parameters));
    }

    Answer post(String contentType, String body, String... headers) {
        HttpRequest.Builder request =
                request("/api/postback")
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return ask(request.build());
    }

    Answer get(String query) {
        return ask(request("/api/postback?" + query).GET().build());
    }

    String version1(Map<String, String> sale) {
        return hmac(get(sale, "click_id") + get(sale, "transaction_id") + get(sale, "amount"));
    }

    String version2(Map<String, String> sale, Instant time) {
        long t = time.getEpochSecond();
        String message =
                String.join(
                        ".",
                        Long.toString(t),
                        sale.getOrDefault("click_id", get(sale, "coupon")),
                        get(sale, "transaction_id"),
                        get(sale, "amount"),
                        get(sale, "currency"),
                        get(sale, "status"));
        return "t=" + t + ",v2=" + hmac(message);
    }

    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private String hmac(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    private static Answer ask(HttpRequest request) {
        try {
            return new Answer(
                    DocumentedAnswers.checked(
                            CLIENT.send(request, HttpResponse.BodyHandlers.ofString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String get(Map<String, String> parameters, String name) {
        return parameters.getOrDefault(name, "");
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
