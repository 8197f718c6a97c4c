package com.afftok.management.platform.idempotency;

import com.afftok.management.access.Caller;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A request that its sender has named with a key.
///
/// @param owner the sender
/// @param hash SHA-256 of method, address and body, in hex
record NamedRequest(String owner, String key, String hash) {

    static NamedRequest of(Caller caller, String key, HttpRequest<?> request, byte[] body) {
        return new NamedRequest(owner(caller), key, hash(request, body));
    }

    private static String owner(Caller caller) {
        return switch (caller) {
            case Caller.User user -> "user:" + user.user().value();
            case Caller.Admin admin -> "admin:" + admin.id().value();
        };
    }

    private static String hash(HttpRequest<?> request, byte[] body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            String head = request.getMethodName() + ' ' + request.getUri() + '\n';
            sha256.update(head.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
