package com.afftok.management.access.passkey;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.document.OpenApi;
import com.afftok.management.RunningApi;
import com.afftok.management.access.auth.Registered;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;

/// A user with a confirmed address, and requests about passkeys.
record PasskeyUser(RunningApi api, Registered registered) {

    static final String PATH = "/api/auth/passkeys";
    static final String PASSWORD = "{\"current_password\":\"%s\"}".formatted(Registered.PASSWORD);

    static PasskeyUser in(RunningApi api) {
        return new PasskeyUser(api, Registered.in(api).confirmed());
    }

    /// A request that the browser answers.
    record Request(String token, ObjectNode options) {

        static Request of(HttpResponse<String> begun) {
            assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
            JsonNode data = OpenApi.json(begun.body()).path("data");
            return new Request(
                    data.path("request_token").asText(), (ObjectNode) data.path("options"));
        }

        /// @param credential the answer of the browser
        String signIn(String credential) {
            return "{\"request_token\":\"%s\",\"credential\":%s}".formatted(token, credential);
        }

        String add(String name, String credential) {
            return "{\"request_token\":\"%s\",\"name\":\"%s\",\"credential\":%s}"
                    .formatted(token, name, credential);
        }
    }

    Request begin() {
        return begin(PASSWORD);
    }

    Request begin(String proof) {
        return Request.of(send("POST", "/begin", proof));
    }

    HttpResponse<String> add(String json) {
        return send("POST", "", json);
    }

    static Request beginSignIn(RunningApi api) {
        return Request.of(api.post(PATH + "/sign-in/begin", ""));
    }

    static HttpResponse<String> signIn(RunningApi api, String json) {
        return api.post(PATH + "/sign-in", json);
    }

    HttpResponse<String> list() {
        return send("GET", "", "");
    }

    /// Removes the passkey that was added first.
    HttpResponse<String> removeFirst(String json) {
        return send("DELETE", "/" + member(list(), "id"), json);
    }

    HttpResponse<String> send(String method, String path, String json) {
        return registered.send(method, PATH + path, registered.token(), json);
    }

    long id() {
        return Long.parseLong(member(registered.answer(), "id"));
    }

    long audited(String action) {
        return api.sql(
                "select count(*) from audit_log where action = '%s' and object_id = '%d'"
                        .formatted(action, id()));
    }
}
