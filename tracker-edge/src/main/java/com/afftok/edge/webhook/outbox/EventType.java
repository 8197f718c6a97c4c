package com.afftok.edge.webhook.outbox;

/// What may be told to webhooks; the names are those of the outbox, of subscriptions and of `type`.
public enum EventType {
    CLICK("click"),
    CONVERSION_CREATED("conversion.created"),
    CONVERSION_APPROVED("conversion.approved"),
    CONVERSION_REJECTED("conversion.rejected"),
    CONVERSION_REFUNDED("conversion.refunded"),
    CONVERSION_REVERSED("conversion.reversed");

    private final String label;

    EventType(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
