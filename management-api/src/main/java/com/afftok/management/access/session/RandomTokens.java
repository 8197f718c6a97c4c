package com.afftok.management.access.session;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tokens of 256 random bits. The database stores their SHA-256 alone.
@Singleton
public final class RandomTokens {

    static final int BYTES = 32;

    private final SecureRandom random;

    RandomTokens(SecureRandom random) {
        this.random = random;
    }

    public String next() {
        return text(bytes());
    }

    public byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    public static String text(byte[] token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    public static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The successor of a token. Neither the salt, which the database stores, nor the token alone
    /// reveals it.
    static String successor(String refreshToken, byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            refreshToken.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            return text(mac.doFinal(salt));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }
}
