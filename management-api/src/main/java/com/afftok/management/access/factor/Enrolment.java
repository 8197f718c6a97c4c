package com.afftok.management.access.factor;

import com.afftok.management.platform.qr.DrawQr;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The secret for an authenticator app: as text, as an address, and the address as a QR code. It is
/// shown once.
///
/// @param qrCode a PNG as a data URL
@Serdeable
public record Enrolment(String secret, String otpauthUri, String qrCode) {

    private static final int QR_PIXELS = 300;

    /// @param account its name in the app
    static Enrolment of(String account, byte[] secret) {
        String text = Base32.encode(secret);
        String label = URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20");
        String uri = "otpauth://totp/AffTok:%s?secret=%s&issuer=AffTok".formatted(label, text);
        return new Enrolment(text, uri, DrawQr.pngAsUrl(uri, QR_PIXELS));
    }

    /// Omits all.
    @Override
    public String toString() {
        return "Enrolment[]";
    }
}
