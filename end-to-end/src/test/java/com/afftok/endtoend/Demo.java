package com.afftok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.endtoend.Launcher.Run;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Calls of the API and postbacks of a platform with demo data.
record Demo(HttpClient http, Run run, Launcher launcher) {

    String registered(String name) throws Exception {
        String json =
                """
                {"username":"%1$s","email":"%1$s@example.com","password":"Correct-Horse-7","full_name":"%1$s",
                 "role":"promoter","country":"SA"}
                """
                        .formatted(name);
        return member(post("/auth/register", "", json).body(), "token");
    }

    String signedIn(String email, String password) throws Exception {
        String json = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
        return member(post("/auth/login", "", json).body(), "token");
    }

    HttpResponse<String> postback(String click, String transaction, String amount)
            throws Exception {
        long time = System.currentTimeMillis() / 1000;
        String signed = "%d.%s.%s.%s.USD.approved".formatted(time, click, transaction, amount);
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] secret = launcher.secret("DEMO_POSTBACK_SECRET").getBytes(StandardCharsets.UTF_8);
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        String hmac =
                HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        String form =
                Map.of(
                                "click_id",
                                click,
                                "transaction_id",
                                transaction,
                                "amount",
                                amount,
                                "currency",
                                "USD",
                                "status",
                                "approved",
                                "signature",
                                "t=%d,v2=%s".formatted(time, hmac))
                        .entrySet()
                        .stream()
                        .map(field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return http.send(
                HttpRequest.newBuilder(URI.create(run.entry("edge") + "/api/postback"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String token) {
        try {
            return send("GET", path, token, "");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> post(String path, String token, String json)
            throws IOException, InterruptedException {
        return send("POST", path, token, json);
    }

    HttpResponse<String> send(String method, String path, String token, String json)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(run.entry("API") + path))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                json.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer;
    }

    static String member(String json, String name) {
        Matcher found = Pattern.compile('"' + name + "\":\"?([^\",}]*)").matcher(json);
        assertThat(found.find()).as(json).isTrue();
        return found.group(1);
    }
}
