package com.afftok.management.tracking.link;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.shared.code.LinkCodes;
import com.afftok.shared.id.LinkId;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The public addresses of links on the edge.
@Singleton
final class LinkAddresses {

    private final LinkCodes codes;
    private final URI publicUrl;

    LinkAddresses(ApiConfig config) {
        this.codes = new LinkCodes(config.linkKeys());
        this.publicUrl = config.publicUrl();
    }

    /// The address with the signed code.
    String signed(LinkId id) {
        return at(codes.encode(id));
    }

    /// The address with the alias, or the signed one if the link has none.
    String shortest(LinkId id, @Nullable String alias) {
        return alias == null ? signed(id) : at(alias);
    }

    private String at(String code) {
        String base = publicUrl.toString();
        return (base.endsWith("/") ? base : base + "/") + "c/" + code;
    }
}
