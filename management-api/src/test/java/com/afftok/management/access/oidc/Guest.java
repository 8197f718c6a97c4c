package com.afftok.management.access.oidc;

import com.afftok.management.RunningApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// A person with an account at a provider, and a browser.
///
/// @param subject the account
/// @param claims what the provider states about the person
public record Guest(RunningApi api, String provider, String subject, Map<String, Object> claims) {

    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    /// With an address that the provider has verified.
    public static Guest of(String provider) {
        String subject = UUID.randomUUID().toString();
        return new Guest(OidcApi.api(), provider, subject, Map.of())
                .with("email", subject + "@example.com")
                .with("email_verified", true)
                .with("name", "Layla Hassan");
    }

    public Guest with(String claim, Object value) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put(claim, value);
        return new Guest(api, provider, subject, all);
    }

    public Guest without(String claim) {
        Map<String, Object> all = new HashMap<>(claims);
        all.remove(claim);
        return new Guest(api, provider, subject, all);
    }

    public String email() {
        return String.valueOf(claims.get("email"));
    }

    /// A request that was begun, and what the provider sent back.
    ///
    /// @param token of the request
    public record Visit(String token, String state, String code) {

        public Visit withCode(String other) {
            return new Visit(token, state, other);
        }

        public Visit withState(String other) {
            return new Visit(token, other, code);
        }

        public String json() {
            return "{\"request_token\":\"%s\",\"state\":\"%s\",\"code\":\"%s\"}"
                    .formatted(token, state, code);
        }
    }

    public HttpResponse<String> begin() {
        return api.post("/api/auth/oidc/" + provider + "/begin", "");
    }

    /// Goes to the provider and comes back, without an answer to the API yet.
    public Visit visit() {
        return visit(begin());
    }

    public Visit visit(HttpResponse<String> begun) {
        if (begun.statusCode() != 200) {
            throw new AssertionError(begun.body());
        }
        Map<String, String> back = query(sentBack(url(begun)));
        String code = back.getOrDefault("code", "");
        OidcApi.signedIn(code, this);
        return new Visit(
                RunningApi.member(begun, "request_token"), back.getOrDefault("state", ""), code);
    }

    public HttpResponse<String> end(Visit visit) {
        return end(visit.json());
    }

    public HttpResponse<String> end(String json) {
        return api.post("/api/auth/oidc/" + provider + "/end", json);
    }

    /// A whole sign-in.
    public HttpResponse<String> signIn() {
        return end(visit());
    }

    /// A whole registration.
    public HttpResponse<String> register() {
        return register(RunningApi.member(signIn(), "oidc_token"), name());
    }

    public HttpResponse<String> register(String token, String username) {
        return api.post("/api/auth/register", registration(token, username));
    }

    public static String registration(String token, String username) {
        return """
        {"username":"%s","oidc_token":"%s","full_name":"Layla","role":"promoter","country":"SA"}\
        """
                .formatted(username, token);
    }

    public String name() {
        return "g" + subject.replace("-", "");
    }

    static URI url(HttpResponse<String> begun) {
        return URI.create(RunningApi.member(begun, "authorization_url"));
    }

    static Map<String, String> query(URI url) {
        return Arrays.stream(url.getRawQuery().split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(
                        Collectors.toMap(
                                field -> field[0],
                                field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    private static URI sentBack(URI url) {
        try {
            HttpResponse<String> answer =
                    BROWSER.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
            return URI.create(
                    answer.headers()
                            .firstValue("Location")
                            .orElseThrow(() -> new AssertionError(answer.body())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
