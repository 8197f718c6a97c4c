package com.afftok.management;

import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.access.password.Passwords;
import com.afftok.management.access.session.SessionKind;
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

    public static final String PASSWORD = "Correct-Horse-7";

    /// A hash that no password matches.
    private static final String NO_PASSWORD = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";

    static SignedIn as(RunningApi api, Role role) {
        if (role.isAdmin()) {
            return again(api, role, admin(api, role), 0);
        }
        long account = account(api, role.label());
        return again(api, role, owner(api, account), account);
    }

    static SignedIn as(RunningApi api, Standing standing) {
        MemberRole member = standing.member();
        return member == null || member == MemberRole.OWNER
                ? as(api, standing.role())
                : member(api, standing.role(), account(api, standing.role().label()), member);
    }

    /// A new user who is a member of an account.
    ///
    /// @param kind of the account
    public static SignedIn member(RunningApi api, Role kind, long account, MemberRole role) {
        long user =
                api.sql(
                        """
                        insert into users (username, email, email_verified_at, password_hash, full_name)
                        values ('u' || replace(gen_random_uuid()::text, '-', ''),
                                gen_random_uuid() || '@example.com', now(), '%s', 'Somebody')
                        returning id
                        """
                                .formatted(NO_PASSWORD));
        join(api, user, account, role);
        return again(api, kind, user, account);
    }

    /// The same user with [#PASSWORD].
    public SignedIn withPassword() {
        api.sql(
                "update users set password_hash = '%s' where id = %d"
                        .formatted(Known.hash(api), id));
        return this;
    }

    /// The hash of the password, which is costly.
    private static final class Known {

        private static volatile String hash = "";

        static String hash(RunningApi api) {
            if (hash.isEmpty()) {
                hash = api.part(Passwords.class).hash(PASSWORD).orElseThrow();
            }
            return hash;
        }
    }

    /// The same user with an address that was never confirmed.
    public SignedIn unconfirmed() {
        api.sql("update users set email_verified_at = null where id = " + id);
        return this;
    }

    /// Lets five minutes pass since the last proof in the sessions of the user.
    public SignedIn fiveMinutesLater() {
        api.proofsExpire(id);
        return this;
    }

    public String email() {
        return api.text("select email from users where id = " + id);
    }

    public String username() {
        return api.text("select username from users where id = " + id);
    }

    /// The same user in a session of another account.
    ///
    /// @param kind of the account
    public SignedIn in(Role kind, long account) {
        return again(api, kind, id, account);
    }

    /// Makes the user a member of another account, too.
    public void joins(long account, MemberRole role) {
        join(api, id, account, role);
    }

    private static void join(RunningApi api, long user, long account, MemberRole role) {
        api.sql(
                "insert into memberships (account_id, user_id, role) values (%d, %d, '%s')"
                        .formatted(account, user, role.label()));
    }

    /// The account that the user acts for, the owner of all that it creates.
    public long account() {
        if (role.isAdmin()) {
            throw new IllegalStateException("an administrator acts for no account");
        }
        return ofAccount;
    }

    /// The same session with its next access token.
    public SignedIn with(String token) {
        return new SignedIn(
                api,
                role,
                id,
                ofAccount,
                new Tokens(token, tokens.refreshToken(), tokens.expiresAt()));
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
                        ? sessions.open(new AdminId(id), SessionKind.TOKENS, true)
                        : sessions.open(
                                        new UserId(id),
                                        new AccountId(account),
                                        SessionKind.TOKENS,
                                        false)
                                .orElseThrow());
    }

    /// Inserts an account of a kind, and a user who owns it.
    ///
    /// @return the id of the account
    public static long account(RunningApi api, String kind) {
        return api.sql(
                """
                with person as (
                    insert into users (username, email, email_verified_at, password_hash, full_name)
                    values ('u' || replace(gen_random_uuid()::text, '-', ''),
                            gen_random_uuid() || '@example.com', now(), '%s', 'Somebody')
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

    public HttpResponse<String> delete(String path, String json) {
        return send("DELETE", path, json);
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
