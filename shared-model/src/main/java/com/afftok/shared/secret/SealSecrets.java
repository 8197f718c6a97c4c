package com.afftok.shared.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Seals secrets for the database and opens them: AES-256-GCM with a random nonce, bound to the
/// secret's place.
///
/// Format: version (1 byte), key id (1), nonce (12), ciphertext and tag. Thread-safe.
public final class SealSecrets {

    private static final int VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 2;
    private static final int MIN_BYTES = HEADER_BYTES + NONCE_BYTES + TAG_BITS / Byte.SIZE;

    private final DataKeys keys;
    private final SecureRandom random;

    public SealSecrets(DataKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    public byte[] seal(byte[] secret, SecretPlace place) {
        int id = keys.sealingId();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] hidden = cipher(Cipher.ENCRYPT_MODE, id, nonce, place).doFinal(secret);
            return ByteBuffer.allocate(HEADER_BYTES + NONCE_BYTES + hidden.length)
                    .put((byte) VERSION)
                    .put((byte) id)
                    .put(nonce)
                    .put(hidden)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /// Opens a secret that was sealed for this place.
    ///
    /// @throws CannotOpen if the bytes contain none; the message contains nothing of them
    public byte[] open(byte[] sealed, SecretPlace place) {
        if (sealed.length < MIN_BYTES || sealed[0] != VERSION) {
            throw new CannotOpen("what lies at " + place + " is no sealed secret");
        }
        ByteBuffer bytes = ByteBuffer.wrap(sealed);
        bytes.get();
        int id = bytes.get();
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        byte[] hidden = new byte[bytes.remaining()];
        bytes.get(hidden);
        try {
            return cipher(Cipher.DECRYPT_MODE, id, nonce, place).doFinal(hidden);
        } catch (AEADBadTagException e) {
            throw new CannotOpen("what lies at " + place + " was changed or belongs elsewhere", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, int id, byte[] nonce, SecretPlace place)
            throws GeneralSecurityException {
        SecretKey key = keys.find(id);
        if (key == null) {
            throw new CannotOpen("what lies at " + place + " needs the data key " + id);
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(new byte[] {VERSION, (byte) id});
        cipher.updateAAD(place.toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
