package com.afftok.management.party.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// An owner of an account who invites others, and those who accept.
///
/// @param owner of an advertiser's account
record Inviter(RunningApi api, SignedIn owner) {

    private static final String ACCEPT = "/api/auth/invitations/accept";

    Inviter(RunningApi api) {
        this(api, api.signedIn(Role.ADVERTISER).withPassword());
    }

    /// A user whose address is confirmed.
    SignedIn confirmed() {
        return api.signedIn(Role.PROMOTER);
    }

    /// Invites an address.
    ///
    /// @return the token of the mail
    String invited(String email, String role) {
        return invited(owner, email, role);
    }

    String invited(SignedIn inviting, String email, String role) {
        int before = SentMails.to(email).size();
        HttpResponse<String> answer = invite(inviting, email, role, SignedIn.PASSWORD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return SentMails.to(email, before + 1).getLast().token();
    }

    HttpResponse<String> invite(String email, String role) {
        return invite(owner, email, role, SignedIn.PASSWORD);
    }

    static HttpResponse<String> invite(
            SignedIn inviting, String email, String role, @Nullable String password) {
        return inviting.post("/api/account/members", invitation(email, role, password));
    }

    static String invitation(String email, String role, @Nullable String password) {
        return "{\"email\":\"%s\",\"role\":\"%s\"%s}"
                .formatted(
                        email,
                        role,
                        password == null ? "" : ",\"current_password\":\"" + password + "\"");
    }

    String registration(String token, String username) {
        return "{\"token\":\"%s\",\"username\":\"%s\",\"password\":\"%s\",\"full_name\":\"Omar\"}"
                .formatted(token, username, SignedIn.PASSWORD);
    }

    HttpResponse<String> register(String name, String token) {
        return accept(registration(token, name));
    }

    HttpResponse<String> proven(String token, String password) {
        return accept("{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, password));
    }

    HttpResponse<String> accept(String json) {
        return api.post(ACCEPT, json);
    }

    static HttpResponse<String> accept(SignedIn user, String token) {
        return user.post(ACCEPT, "{\"token\":\"%s\"}".formatted(token));
    }

    long audited(String action) {
        return api.sql(
                """
                select count(*) from audit_log
                 where action = '%s' and object_type = 'account' and object_id = '%d'
                """
                        .formatted(action, owner.account()));
    }
}
