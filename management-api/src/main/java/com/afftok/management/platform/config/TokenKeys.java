package com.afftok.management.platform.config;

import com.afftok.shared.code.KeyText;
import com.afftok.shared.code.SigningKey;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The keys of access tokens by number: the last one signs, all verify, so that rotation ends no
/// session.
public final class TokenKeys {

    private static final int MIN_SECRET_BYTES = 32;

    private final List<SigningKey> keys;

    private TokenKeys(List<SigningKey> keys) {
        this.keys = keys;
    }

    /// Parses `1:hex,2:hex`, at least 32 bytes each.
    ///
    /// @throws IllegalArgumentException with a message that contains no secret
    public static TokenKeys parse(String text) {
        List<SigningKey> keys = KeyText.parse(text, TokenKeys::key);
        if (keys.stream().map(SigningKey::id).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("must not use a key id twice");
        }
        return new TokenKeys(keys);
    }

    public String signingId() {
        return Integer.toString(keys.getLast().id());
    }

    public byte[] signingSecret() {
        return keys.getLast().secret();
    }

    /// The key that a token names.
    public byte @Nullable [] find(@Nullable String id) {
        for (SigningKey key : keys) {
            if (Integer.toString(key.id()).equals(id)) {
                return key.secret();
            }
        }
        return null;
    }

    /// The numbers alone, without the keys.
    @Override
    public String toString() {
        return keys.stream()
                .map(key -> Integer.toString(key.id()))
                .collect(Collectors.joining(", ", "TokenKeys[", "]"));
    }

    private static SigningKey key(int id, byte[] secret) {
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "must have a secret of at least " + MIN_SECRET_BYTES + " bytes");
        }
        return new SigningKey(id, secret);
    }
}
