package com.afftok.shared.webhook;

import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import java.util.List;

/// What webhooks may be told; the labels are those of the outbox, of subscriptions and of `type`.
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

    /// The events of a new conversion. If it is approved immediately, its approval is an event,
    /// too.
    public static List<EventType> ofNew(ConversionStatus status) {
        return switch (status) {
            case PENDING -> List.of(CONVERSION_CREATED);
            case APPROVED -> List.of(CONVERSION_CREATED, CONVERSION_APPROVED);
            case REJECTED -> List.of(CONVERSION_CREATED, CONVERSION_REJECTED);
            case REVERSED -> throw new IllegalArgumentException("nothing begins reversed");
        };
    }

    /// The event of a conversion that has moved.
    public static EventType ofMove(ConversionState after) {
        return switch (after.status()) {
            case PENDING -> throw new IllegalArgumentException("nothing becomes pending");
            case APPROVED -> after.refunded().isZero() ? CONVERSION_APPROVED : CONVERSION_REFUNDED;
            case REJECTED -> CONVERSION_REJECTED;
            case REVERSED -> CONVERSION_REVERSED;
        };
    }
}
