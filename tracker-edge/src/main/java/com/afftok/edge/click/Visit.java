package com.afftok.edge.click;

import com.afftok.edge.visitor.address.ClientAddress;
import com.afftok.shared.click.Tags;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/// The visitor's data in a request for a tracking link.
///
/// @param preview whether it declares itself a preview or prefetch
/// @param peer the address of the connection
/// @param address the visitor's address, possibly from a trusted proxy
/// @param tags truncated to the stored length
@SuppressWarnings("ArrayRecordComponent")
record Visit(
        boolean preview,
        byte[] peer,
        byte[] address,
        String userAgent,
        String referrer,
        MultiMap headers,
        Tags tags) {

    private static final AsciiString SEC_PURPOSE = AsciiString.cached("sec-purpose");
    private static final AsciiString PURPOSE = AsciiString.cached("purpose");
    private static final AsciiString X_PURPOSE = AsciiString.cached("x-purpose");
    private static final AsciiString X_MOZ = AsciiString.cached("x-moz");

    static Visit of(HttpServerRequest request, ClientAddress addresses) {
        MultiMap headers = request.headers();
        byte[] peer = ClientAddress.peer(request.remoteAddress());
        return new Visit(
                request.method().equals(HttpMethod.HEAD) || isAhead(headers),
                peer,
                addresses.of(peer, headers),
                header(headers, HttpHeaders.USER_AGENT),
                header(headers, HttpHeaders.REFERER),
                headers,
                ReadTags.of(request.query()));
    }

    /// The request's tags, with the link's tags as defaults.
    Tags tagsOver(Tags link) {
        return tags.over(link);
    }

    /// Speculative loading: `prefetch`, `prefetch;prerender`, `preview`.
    private static boolean isAhead(MultiMap headers) {
        return says(headers, SEC_PURPOSE, "prefetch")
                || says(headers, PURPOSE, "prefetch")
                || says(headers, X_MOZ, "prefetch")
                || says(headers, PURPOSE, "preview")
                || says(headers, X_PURPOSE, "preview");
    }

    private static boolean says(MultiMap headers, CharSequence name, String purpose) {
        String value = headers.get(name);
        return value != null && value.regionMatches(true, 0, purpose, 0, purpose.length());
    }

    private static String header(MultiMap headers, CharSequence name) {
        String value = headers.get(name);
        return value == null ? "" : value;
    }
}
