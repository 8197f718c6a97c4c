package com.afftok.management.platform.answer;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.shared.address.TrustedProxies;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The request id, which is in the answer and in the log lines of a request.
///
/// An id from a trusted proxy is kept. An id from the client is ignored, because it could copy the
/// id of another request.
@Singleton
public final class RequestIds {

    private static final String ATTRIBUTE = "com.afftok.request-id";
    private static final int RANDOM_BYTES = 12;

    private static final Pattern GIVEN = Pattern.compile("[A-Za-z0-9._:+/=-]{1,128}");

    private final SecureRandom random;
    private final TrustedProxies trusted;

    RequestIds(SecureRandom random, ApiConfig config) {
        this.random = random;
        this.trusted = config.http().trustedProxies();
    }

    /// The same id for each call with the same request.
    public String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> name(request));
    }

    private String name(HttpRequest<?> request) {
        String id = given(request).orElseGet(this::newName);
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private Optional<String> given(HttpRequest<?> request) {
        InetAddress peer = request.getRemoteAddress().getAddress();
        return peer != null && trusted.contains(peer.getAddress())
                ? Optional.ofNullable(request.getHeaders().get("X-Request-ID"))
                        .filter(given -> GIVEN.matcher(given).matches())
                : Optional.empty();
    }

    private String newName() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return "req_" + HexFormat.of().formatHex(bytes);
    }
}
