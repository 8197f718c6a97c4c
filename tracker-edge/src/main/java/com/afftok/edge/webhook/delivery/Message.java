package com.afftok.edge.webhook.delivery;

import com.afftok.shared.webhook.Receiver;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;

/// One request as it is sent.
record Message(HttpMethod method, Receiver receiver, Map<String, String> headers, Buffer body) {}
