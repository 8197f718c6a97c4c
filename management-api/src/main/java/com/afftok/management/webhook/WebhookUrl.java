package com.afftok.management.webhook;

import com.afftok.management.answer.Checks;
import com.afftok.shared.webhook.Receiver;
import org.jspecify.annotations.Nullable;

/// Refuses URLs to which nothing would be sent for how they are written; where they lead, is looked
/// at by [CheckReceivers].
final class WebhookUrl {

    static final String FIELD = "url";
    private static final int MAX = 2048;

    private WebhookUrl() {}

    static Checks check(Checks checks, @Nullable String url) {
        checks.text(FIELD, url, 1, MAX);
        if (url == null) {
            return checks;
        }
        Receiver receiver = Receiver.parse(url);
        return checks.that(
                        url.codePoints().noneMatch(Character::isSpaceChar),
                        FIELD,
                        "must not have spaces")
                .that(
                        receiver != null,
                        FIELD,
                        "must be an http or https URL without a user name, whose host is fixed and"
                                + " whose port is one of the web or above 1023");
    }
}
