package com.afftok.edge.sale.secret;

import com.afftok.edge.sale.attribute.ReadParameters;
import com.afftok.edge.sale.secret.PostbackSecrets.Proof;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;

/// Verifies the signature of a postback over its parameters as sent; an absent one is signed as
/// empty.
///
/// Version 1 is hex HMAC-SHA256 of `click_id + transaction_id + amount`. Version 2 is
/// `t=<epoch>,v2=<hex>` over `t.click_id.transaction_id.amount.currency.status` and valid for 300
/// seconds. With a coupon in place of a click, the coupon is signed in its place, and version 2 is
/// required. Every secret of the advertiser is tried, also after a match, and compared in constant
/// time.
final class ProvePostback {

    static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private static final Pattern V1 = Pattern.compile("[0-9A-Fa-f]{64}");
    private static final Pattern V2 =
            Pattern.compile("t=(?<t>[0-9]{1,11}),v2=(?<v2>[0-9A-Fa-f]{64})");

    /// An id whose boundary with a following amount is ambiguous.
    private static final Pattern AMBIGUOUS = Pattern.compile(".*\\.[0-9]+");

    private static final String ALGORITHM = "HmacSHA256";

    private ProvePostback() {}

    static Proof of(Map<String, String> parameters, List<PostbackSecret> secrets, Instant now) {
        String signature = parameters.getOrDefault(ReadParameters.SIGNATURE, "");
        if (signature.isEmpty()) {
            return Proof.NO_SIGNATURE;
        }
        if (V1.matcher(signature).matches()) {
            if (get(parameters, ReadParameters.CLICK_ID).isEmpty()) {
                return Proof.COUPON_ALONE;
            }
            return verify(signature, version1(parameters), secrets);
        }
        Matcher second = V2.matcher(signature);
        if (!second.matches()) {
            return Proof.WRONG;
        }
        if (AMBIGUOUS.matcher(get(parameters, "transaction_id")).matches()) {
            return Proof.AMBIGUOUS;
        }
        if (get(parameters, ReadParameters.CLICK_ID).isEmpty()
                && get(parameters, "coupon").contains(".")) {
            return Proof.AMBIGUOUS_COUPON;
        }
        String time = second.group("t");
        Proof proof = verify(second.group("v2"), version2(time, parameters), secrets);
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now).abs();
        return proof instanceof Proof.Proven && age.compareTo(GOOD_FOR) > 0 ? Proof.OLD : proof;
    }

    private static String version1(Map<String, String> parameters) {
        return get(parameters, ReadParameters.CLICK_ID)
                + get(parameters, "transaction_id")
                + get(parameters, "amount");
    }

    private static String version2(String time, Map<String, String> parameters) {
        String click = get(parameters, ReadParameters.CLICK_ID);
        return String.join(
                ".",
                time,
                click.isEmpty() ? get(parameters, "coupon") : click,
                get(parameters, "transaction_id"),
                get(parameters, "amount"),
                get(parameters, "currency"),
                get(parameters, "status"));
    }

    private static Proof verify(String hex, String message, List<PostbackSecret> secrets) {
        byte[] given = HexFormat.of().parseHex(hex);
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        Proof proof = Proof.WRONG;
        for (PostbackSecret secret : secrets) {
            if (MessageDigest.isEqual(mac(secret, bytes), given)
                    && proof instanceof Proof.Unproven) {
                proof = new Proof.Proven(secret.mode());
            }
        }
        return proof;
    }

    private static byte[] mac(PostbackSecret secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret.key());
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    private static String get(Map<String, String> parameters, String name) {
        return parameters.getOrDefault(name, "");
    }
}
