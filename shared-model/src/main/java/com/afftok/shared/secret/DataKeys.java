package com.afftok.shared.secret;

import com.afftok.shared.code.KeyText;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The keys that seal secrets, by number: the last one seals, all open, so that a key can be
/// replaced while secrets sealed with it remain.
public final class DataKeys {

    static final int MAX_ID = 99;
    static final int SECRET_BYTES = 32;

    private final @Nullable SecretKey[] byId = new @Nullable SecretKey[MAX_ID + 1];
    private final List<Integer> ids;

    private DataKeys(List<Entry> keys) {
        for (Entry key : keys) {
            if (byId[key.id] != null) {
                throw new IllegalArgumentException("must not use the key id " + key.id + " twice");
            }
            byId[key.id] = key.key;
        }
        ids = keys.stream().map(Entry::id).toList();
    }

    /// Parses `1:hex,2:hex`, 32 bytes each.
    ///
    /// @throws IllegalArgumentException with a message that contains no secret
    public static DataKeys parse(String text) {
        return new DataKeys(KeyText.parse(text, DataKeys::entry));
    }

    int sealingId() {
        return ids.getLast();
    }

    @Nullable SecretKey find(int id) {
        return id >= 0 && id <= MAX_ID ? byId[id] : null;
    }

    /// The numbers alone, without the keys.
    @Override
    public String toString() {
        return ids.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", "DataKeys[", "]"));
    }

    private static Entry entry(int id, byte[] secret) {
        if (id < 1) {
            throw new IllegalArgumentException("must have an id from 1 to " + MAX_ID);
        }
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("must have a secret of 32 bytes");
        }
        if (isOneByteRepeated(secret)) {
            throw new IllegalArgumentException("must have a secret that cannot be guessed");
        }
        return new Entry(id, new SecretKeySpec(secret, "AES"));
    }

    private static boolean isOneByteRepeated(byte[] secret) {
        int different = 0;
        for (byte b : secret) {
            different |= b ^ secret[0];
        }
        return different == 0;
    }

    private record Entry(int id, SecretKey key) {}
}
