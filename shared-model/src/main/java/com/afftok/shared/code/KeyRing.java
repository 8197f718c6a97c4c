package com.afftok.shared.code;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keys by number: the last one signs, all verify, so that rotation breaks no link.
public final class KeyRing {

    private final @Nullable Hmac[] byId = new @Nullable Hmac[SigningKey.MAX_ID + 1];
    private final List<Integer> ids;
    private final Hmac first;
    private final Hmac signing;

    public KeyRing(List<SigningKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("must hold at least one key");
        }
        for (SigningKey key : keys) {
            if (byId[key.id()] != null) {
                throw new IllegalArgumentException(
                        "must not use the key id " + key.id() + " twice");
            }
            byId[key.id()] = new Hmac(key.secret());
        }
        first = new Hmac(keys.getFirst().secret());
        signing = new Hmac(keys.getLast().secret());
        ids = keys.stream().map(SigningKey::id).toList();
    }

    /// Parses `1:hex,2:hex`.
    ///
    /// @throws IllegalArgumentException with a message that contains no secret
    public static KeyRing parse(String text) {
        return new KeyRing(KeyText.parse(text, SigningKey::new));
    }

    public int signingKeyId() {
        return ids.getLast();
    }

    /// A secret number for a purpose, derived from the first key, so that it does not change when a
    /// key is added.
    public long seed(String purpose) {
        return ByteBuffer.wrap(first.digest(purpose.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    /// The HMAC for [#signingKeyId()].
    Hmac signing() {
        return signing;
    }

    /// The HMAC of the number, or null if there is no such key.
    @Nullable Hmac find(int keyId) {
        return byId[keyId];
    }

    @Override
    public String toString() {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(", ", "KeyRing[", "]"));
    }
}
