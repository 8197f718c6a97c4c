package com.afftok.management.access.auth;

import com.afftok.management.RunningApi;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;

/// A user who has just registered, and its further requests.
public record Registered(RunningApi api, String username, HttpResponse<String> answer) {

    public static final String PASSWORD = "Correct-Horse-7";

    public static Registered in(RunningApi api) {
        String username = "u" + UUID.randomUUID().toString().replace("-", "");
        HttpResponse<String> answer = api.post("/api/auth/register", json(username));
        return new Registered(api, username, answer);
    }

    public static String json(String username) {
        return """
        {"username":"%1$s","email":"%1$s@example.com","password":"%2$s",\
        "full_name":"Amal","role":"promoter","country":"SA"}\
        """
                .formatted(username, PASSWORD);
    }

    /// Confirms the address.
    public Registered confirmed() {
        api.sql(
                "update users set email_verified_at = now() where username = '%s'"
                        .formatted(username));
        return this;
    }

    public String email() {
        return username + "@example.com";
    }

    public String token() {
        return RunningApi.member(answer, "token");
    }

    public String refreshToken() {
        return RunningApi.member(answer, "refresh_token");
    }

    public HttpResponse<String> login(String password) {
        return api.post("/api/auth/login", credentials(email(), password));
    }

    public static String credentials(String email, String password) {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    }

    public HttpResponse<String> refresh(String refreshToken) {
        return refresh(api, refreshToken);
    }

    public static HttpResponse<String> refresh(RunningApi api, String refreshToken) {
        return api.post("/api/auth/refresh", "{\"refresh_token\":\"" + refreshToken + "\"}");
    }

    public HttpResponse<String> me(String token) {
        return me(api, token);
    }

    public static HttpResponse<String> me(RunningApi api, String token) {
        return api.send(api.request("/api/auth/me").header("Authorization", "Bearer " + token));
    }

    public HttpResponse<String> logout(String token) {
        return send("POST", "/api/auth/logout", token, "");
    }

    public HttpResponse<String> send(String method, String path, String token, String json) {
        HttpRequest.BodyPublisher body =
                json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
        return api.send(
                api.request(path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, body));
    }
}
