package com.afftok.management.admin;

import com.afftok.management.auth.Tokens;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// What administrators are answered.
final class AdminViews {

    private AdminViews() {}

    /// An administrator's own account.
    @Serdeable
    record Account(long id, String email, String fullName, String role, boolean mfaEnrolled) {

        static Account of(AdminRow admin) {
            return new Account(
                    admin.id(), admin.email(), admin.fullName(), admin.role(), admin.isEnrolled());
        }
    }

    @Serdeable
    record SignedIn(Account admin, String token, String refreshToken, Instant expiresAt) {

        static SignedIn of(AdminRow admin, Tokens tokens) {
            return new SignedIn(
                    Account.of(admin), tokens.token(), tokens.refreshToken(), tokens.expiresAt());
        }
    }

    /// What an authenticator app needs, to be typed or as an address for a QR code.
    @Serdeable
    record Enrolment(String secret, String otpauthUri) {

        static Enrolment of(AdminRow admin, byte[] secret) {
            String text = Base32.encode(secret);
            String label = URLEncoder.encode(admin.email(), StandardCharsets.UTF_8);
            return new Enrolment(
                    text,
                    "otpauth://totp/AffTok:%s?secret=%s&issuer=AffTok".formatted(label, text));
        }
    }

    /// Shown this once.
    @Serdeable
    record RecoveryCodes(List<String> recoveryCodes) {}
}
