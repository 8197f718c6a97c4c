package com.afftok.management.access.admin;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.access.factor.App;
import com.afftok.management.access.password.Passwords;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/// An administrator with a known password.
///
/// @param in a session that needs no second factor
record KnownAdmin(RunningApi api, SignedIn in) {

    static final String PASSWORD = "Correct-Horse-7";

    static KnownAdmin in(RunningApi api) {
        SignedIn made = api.signedIn(Role.FINANCE_ADMIN);
        String hash = api.part(Passwords.class).hash(PASSWORD).orElseThrow();
        api.sql(
                "update admin_users set password_hash = '%s', email = 'admin-%d@afftok.local' where id = %2$d"
                        .formatted(hash, made.id()));
        return new KnownAdmin(api, made);
    }

    String email() {
        return "admin-%d@afftok.local".formatted(in.id());
    }

    HttpResponse<String> login(String password, String code) {
        return api.post(
                "/api/admin/auth/login",
                "{\"email\":\"%s\",\"password\":\"%s\"%s}"
                        .formatted(
                                email(),
                                password,
                                code.isEmpty() ? "" : ",\"code\":\"" + code + "\""));
    }

    /// Sends a request with an access token of the administrator.
    HttpResponse<String> as(String token, String method, String path, String json) {
        return api.send(
                api.request(path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                json.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(json)));
    }

    /// The code of an authenticator app, now or some steps later.
    String code(String secret, int later) {
        return App.code(api, secret, later);
    }
}
