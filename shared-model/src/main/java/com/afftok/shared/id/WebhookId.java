package com.afftok.shared.id;

/// The id of a webhook or postback template.
public record WebhookId(long value) {

    public WebhookId {
        if (value <= 0) {
            throw new IllegalArgumentException("a webhook id is positive, not " + value);
        }
    }
}
