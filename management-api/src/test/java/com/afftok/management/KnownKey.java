package com.afftok.management;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32;

/// A client with an API key of a user, whose scopes may be some that the user is not given.
///
/// @param text that the client sends
public record KnownKey(RunningApi api, long id, String text) {

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// Inserts a key.
    ///
    /// @param scopes such as `read,links`
    public static KnownKey of(SignedIn user, String scopes) {
        String secret = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
        String short43 = secret.substring(0, 43);
        long id =
                user.api()
                        .sql(
                                """
                                insert into api_keys (account_id, user_id, name, scopes, secret_hash, created_at, expires_at)
                                values (%d, %d, 'Script', '{%s}', sha256('%s'), now(), now() + interval '90 days')
                                returning id
                                """
                                        .formatted(user.account(), user.id(), scopes, short43));
        return new KnownKey(user.api(), id, checked("aft_" + id + "_" + short43));
    }

    /// The text with its check: CRC-32 in six digits to the base of 62.
    public static String checked(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        long value = crc.getValue();
        StringBuilder check = new StringBuilder();
        for (long unit = 916_132_832; unit > 0; unit /= 62) {
            check.append(DIGITS.charAt((int) (value / unit % 62)));
        }
        return text + check;
    }

    /// Lets the key expire now.
    public void expire() {
        api.sql(
                """
                update api_keys set created_at = now() - interval '1 day', expires_at = clock_timestamp()
                 where id = %d
                """
                        .formatted(id));
    }

    public HttpResponse<String> get(String path) {
        return api.send(request(path).GET());
    }

    public HttpResponse<String> send(String method, String path, String json) {
        return api.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                json.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(json)));
    }

    public HttpRequest.Builder request(String path) {
        return api.request(path).header("Authorization", "Bearer " + text);
    }
}
