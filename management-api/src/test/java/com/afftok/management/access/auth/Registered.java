package com.afftok.management.access.auth;

import com.afftok.management.RunningApi;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;

/// A user who has just registered, and its further requests.
record Registered(RunningApi api, String username, HttpResponse<String> answer) {

    static final String PASSWORD = "Correct-Horse-7";

    static Registered in(RunningApi api) {
        String username = "u" + UUID.randomUUID().toString().replace("-", "");
        HttpResponse<String> answer = api.post("/api/auth/register", json(username));
        return new Registered(api, username, answer);
    }

    static String json(String username) {
        return """
        {"username":"%1$s","email":"%1$s@example.com","password":"%2$s",\
        "full_name":"Amal","role":"promoter","country":"SA"}\
        """
                .formatted(username, PASSWORD);
    }

    String email() {
        return username + "@example.com";
    }

    String token() {
        return RunningApi.member(answer, "token");
    }

    String refreshToken() {
        return RunningApi.member(answer, "refresh_token");
    }

    HttpResponse<String> login(String password) {
        return api.post("/api/auth/login", credentials(email(), password));
    }

    static String credentials(String email, String password) {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    }

    HttpResponse<String> refresh(String refreshToken) {
        return refresh(api, refreshToken);
    }

    static HttpResponse<String> refresh(RunningApi api, String refreshToken) {
        return api.post("/api/auth/refresh", "{\"refresh_token\":\"" + refreshToken + "\"}");
    }

    HttpResponse<String> me(String token) {
        return me(api, token);
    }

    static HttpResponse<String> me(RunningApi api, String token) {
        return api.send(api.request("/api/auth/me").header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> logout(String token) {
        return send("POST", "/api/auth/logout", token, "");
    }

    HttpResponse<String> send(String method, String path, String token, String json) {
        HttpRequest.BodyPublisher body =
                json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
        return api.send(
                api.request(path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, body));
    }
}
