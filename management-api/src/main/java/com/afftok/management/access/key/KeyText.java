package com.afftok.management.access.key;

import com.afftok.shared.id.ApiKeyId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// An API key as its owner has it: `aft_`, the id, `_`, a secret of 43 letters and digits (256
/// bits), and six more, the CRC-32 of all before.
///
/// Programs that search for published secrets recognize the form. The check refuses mistyped and
/// invented keys without the database. It proves nothing: the secret does.
record KeyText(ApiKeyId id, String secret) {

    static final String PREFIX = "aft_";

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SECRET = 43;
    private static final int CHECK = 6;
    private static final Pattern FORM =
            Pattern.compile("aft_([1-9][0-9]{0,17})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})");

    static String secret(SecureRandom random) {
        StringBuilder secret = new StringBuilder(SECRET);
        for (int i = 0; i < SECRET; i++) {
            secret.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return secret.toString();
    }

    /// The key; empty if the text is none.
    static Optional<KeyText> read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        KeyText key = new KeyText(new ApiKeyId(Long.parseLong(form.group(1))), form.group(2));
        return check(key.unchecked()).equals(form.group(3)) ? Optional.of(key) : Optional.empty();
    }

    String text() {
        return unchecked() + check(unchecked());
    }

    /// The part that may be shown.
    String beginning() {
        return beginning(id);
    }

    static String beginning(ApiKeyId id) {
        return PREFIX + id.value() + "_";
    }

    private String unchecked() {
        return beginning() + secret;
    }

    private static String check(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder(CHECK);
        long rest = crc.getValue();
        for (int i = 0; i < CHECK; i++) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
            rest /= DIGITS.length();
        }
        return digits.reverse().toString();
    }

    /// Omits the secret.
    @Override
    public String toString() {
        return beginning();
    }
}
