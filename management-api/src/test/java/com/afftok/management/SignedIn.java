package com.afftok.management;

import com.afftok.management.access.Role;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.access.session.Tokens;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.UserId;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/// A client with a signed-in user or administrator.
///
/// @param id of the user or administrator, created for this client
/// @param ofAccount the account that the user acts for; 0 for an administrator
public record SignedIn(RunningApi api, Role role, long id, long ofAccount, Tokens tokens) {

    /// A hash that no password matches.
    private static final String NO_PASSWORD = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";

    static SignedIn as(RunningApi api, Role role) {
        if (role.isAdmin()) {
            return again(api, role, admin(api, role), 0);
        }
        long account = account(api, role.label());
        return again(api, role, owner(api, account), account);
    }

    /// The account that the user acts for, the owner of all that it creates.
    public long account() {
        if (role.isAdmin()) {
            throw new IllegalStateException("an administrator acts for no account");
        }
        return ofAccount;
    }

    /// The same user on another device.
    public SignedIn again() {
        return again(api, role, id, ofAccount);
    }

    private static SignedIn again(RunningApi api, Role role, long id, long account) {
        Sessions sessions = api.part(Sessions.class);
        return new SignedIn(
                api,
                role,
                id,
                account,
                role.isAdmin()
                        ? sessions.open(new AdminId(id), true)
                        : sessions.open(new UserId(id), new AccountId(account)));
    }

    /// Inserts an account of a kind, and a user who owns it.
    ///
    /// @return the id of the account
    public static long account(RunningApi api, String kind) {
        return api.sql(
                """
                with person as (
                    insert into users (username, email, password_hash, full_name)
                    values ('u' || replace(gen_random_uuid()::text, '-', ''),
                            gen_random_uuid() || '@example.com', '%s', 'Somebody')
                    returning id),
                account as (
                    insert into accounts (kind, country) values ('%s', 'SA') returning id)
                insert into memberships (account_id, user_id, role)
                select account.id, person.id, 'owner' from account cross join person
                returning account_id
                """
                        .formatted(NO_PASSWORD, kind));
    }

    private static long owner(RunningApi api, long account) {
        return api.sql("select user_id from memberships where account_id = " + account);
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
