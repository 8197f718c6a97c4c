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
