package com.afftok.management;

import com.afftok.management.access.Role;
import com.afftok.management.auth.Sessions;
import com.afftok.management.auth.Tokens;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.UserId;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/// A client that somebody is signed in with.
///
/// @param id of the user or administrator, who exists for this client alone
public record SignedIn(RunningApi api, Role role, long id, Tokens tokens) {

    /// What the rows that are made here hold in place of a hash: no password fits it.
    private static final String NO_PASSWORD = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";

    static SignedIn as(RunningApi api, Role role) {
        long id = role.isAdmin() ? admin(api, role) : user(api, role);
        return again(api, role, id);
    }

    /// The same user on another device.
    public SignedIn again() {
        return again(api, role, id);
    }

    private static SignedIn again(RunningApi api, Role role, long id) {
        Sessions sessions = api.part(Sessions.class);
        return new SignedIn(
                api,
                role,
                id,
                role.isAdmin()
                        ? sessions.open(new AdminId(id), true)
                        : sessions.open(new UserId(id)));
    }

    private static long user(RunningApi api, Role role) {
        return api.sql(
                """
                insert into users (username, email, password_hash, full_name, role, country)
                values ('u' || replace(gen_random_uuid()::text, '-', ''),
                        gen_random_uuid() || '@example.com', '%s', 'Somebody', '%s', 'SA')
                returning id
                """
                        .formatted(NO_PASSWORD, role.label()));
    }

    private static long admin(RunningApi api, Role role) {
        return api.sql(
                """
                insert into admin_users (email, password_hash, role)
                values (gen_random_uuid() || '@example.com', '%s', '%s')
                returning id
                """
                        .formatted(NO_PASSWORD, role.label()));
    }

    public HttpResponse<String> get(String path) {
        return api.send(request(path).GET());
    }

    public HttpResponse<String> post(String path, String json) {
        return send("POST", path, json);
    }

    public HttpResponse<String> put(String path, String json) {
        return send("PUT", path, json);
    }

    public HttpResponse<String> patch(String path, String json) {
        return send("PATCH", path, json);
    }

    public HttpResponse<String> delete(String path) {
        return api.send(request(path).DELETE());
    }

    /// Sends a body, or none if it is empty.
    public HttpResponse<String> send(String method, String path, String json) {
        BodyPublisher body =
                json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
        return api.send(
                request(path).header("Content-Type", "application/json").method(method, body));
    }

    public HttpRequest.Builder request(String path) {
        return api.request(path).header("Authorization", "Bearer " + tokens.token());
    }
}
