package com.afftok.edge.click;

import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.Tags;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// What a request for a tracking link says of its visitor, each text cut to what a click keeps.
@SuppressWarnings("ArrayRecordComponent")
record Visit(boolean preview, byte[] address, String userAgent, String referrer, Tags tags) {

    private static final byte[] NO_ADDRESS = {};
    private static final int AGENT_CHARS = 512;
    private static final int TAG_CHARS = 100;

    static Visit of(HttpServerRequest request) {
        return new Visit(
                request.method().equals(HttpMethod.HEAD),
                address(request.remoteAddress()),
                header(request, HttpHeaders.USER_AGENT),
                header(request, HttpHeaders.REFERER),
                tags(request));
    }

    /// The link's own tags where the request says nothing.
    Tags tagsOver(Tags link) {
        if (tags.equals(Tags.NONE) || link.equals(Tags.NONE)) {
            return tags.equals(Tags.NONE) ? link : tags;
        }
        return new Tags(
                first(tags.sub1(), link.sub1()),
                first(tags.sub2(), link.sub2()),
                first(tags.sub3(), link.sub3()),
                first(tags.sub4(), link.sub4()),
                first(tags.sub5(), link.sub5()),
                first(tags.source(), link.source()),
                first(tags.utmSource(), link.utmSource()),
                first(tags.utmMedium(), link.utmMedium()),
                first(tags.utmCampaign(), link.utmCampaign()),
                first(tags.utmTerm(), link.utmTerm()),
                first(tags.utmContent(), link.utmContent()));
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private static byte[] address(@Nullable SocketAddress remote) {
        if (remote == null || remote.hostAddress() == null) {
            return NO_ADDRESS;
        }
        return InetAddress.ofLiteral(remote.hostAddress()).getAddress();
    }

    private static String header(HttpServerRequest request, CharSequence name) {
        String value = request.headers().get(name);
        return value == null ? "" : ClickEvent.truncate(value, AGENT_CHARS);
    }

    private static Tags tags(HttpServerRequest request) {
        if (request.query() == null) {
            return Tags.NONE;
        }
        MultiMap params = request.params();
        return new Tags(
                tag(params, "sub1"),
                tag(params, "sub2"),
                tag(params, "sub3"),
                tag(params, "sub4"),
                tag(params, "sub5"),
                tag(params, "source"),
                tag(params, "utm_source"),
                tag(params, "utm_medium"),
                tag(params, "utm_campaign"),
                tag(params, "utm_term"),
                tag(params, "utm_content"));
    }

    private static String tag(MultiMap params, String name) {
        String value = params.get(name);
        return value == null ? "" : ClickEvent.truncate(value, TAG_CHARS);
    }
}
