package com.afftok.management.sale.webhook;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.webhook.Receiver;
import org.jspecify.annotations.Nullable;

/// Refuses URLs of a form that edges do not send to. [CheckReceivers] checks the addresses of their
/// hosts.
final class WebhookUrl {

    static final String FIELD = "url";
    private static final int MAX = 2048;

    private WebhookUrl() {}

    static @Nullable String parseOrNull(Fields fields, @Nullable String url) {
        fields.textOrNull(FIELD, url, 1, MAX);
        if (url != null) {
            fields.check(
                            url.codePoints().noneMatch(Character::isSpaceChar),
                            FIELD,
                            Problem.HAS_SPACES)
                    .check(Receiver.parse(url) != null, FIELD, Problem.NOT_A_RECEIVER);
        }
        return url;
    }
}
