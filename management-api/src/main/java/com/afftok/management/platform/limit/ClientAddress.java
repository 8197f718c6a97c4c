package com.afftok.management.platform.limit;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.shared.address.ForwardedFor;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Finds the client address of a request. A trusted proxy's header is followed.
@Singleton
public final class ClientAddress {

    private static final byte[] NOWHERE = new byte[16];

    private final ForwardedFor forwarded;

    ClientAddress(ApiConfig config) {
        this.forwarded = new ForwardedFor(config.http().trustedProxies());
    }

    /// The address in 4 or 16 bytes.
    public byte[] of(HttpRequest<?> request) {
        @Nullable InetAddress peer = request.getRemoteAddress().getAddress();
        return forwarded.of(
                peer == null ? NOWHERE : peer.getAddress(),
                request.getHeaders().getAll("X-Forwarded-For"));
    }
}
