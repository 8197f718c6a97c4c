package com.afftok.shared.click;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The bucket in which a click is counted, exactly one per click; their sum is the gross clicks.
public enum Bucket {
    VALID(1),
    SUSPICIOUS(2),
    DUPLICATE(3),
    BOT(4),
    FRAUD(5),
    GEO_BLOCKED(6),
    INACTIVE(7);

    private static final @Nullable Bucket[] BY_CODE = new @Nullable Bucket[values().length + 1];

    static {
        for (Bucket bucket : values()) {
            BY_CODE[bucket.code] = bucket;
        }
    }

    private final byte code;
    private final String label;

    Bucket(int code) {
        this.code = (byte) code;
        this.label = name().toLowerCase(Locale.ROOT);
    }

    /// Whether a click in this bucket can earn a commission.
    public boolean billable() {
        return this == VALID || this == SUSPICIOUS;
    }

    /// The name in the database and in reports.
    public String label() {
        return label;
    }

    /// The number in the binary form, which never changes.
    public byte code() {
        return code;
    }

    static Bucket ofCode(int code) {
        Bucket bucket = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        if (bucket == null) {
            throw new IllegalArgumentException("there is no bucket " + code);
        }
        return bucket;
    }
}
