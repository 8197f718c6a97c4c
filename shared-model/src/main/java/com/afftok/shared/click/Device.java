package com.afftok.shared.click;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The kind of device according to the User-Agent.
public enum Device {
    UNKNOWN(0),
    DESKTOP(1),
    MOBILE(2),
    TABLET(3),
    TV(4),
    OTHER(5);

    private static final @Nullable Device[] BY_CODE = new @Nullable Device[values().length];

    static {
        for (Device device : values()) {
            BY_CODE[device.code] = device;
        }
    }

    private final byte code;
    private final String label;

    Device(int code) {
        this.code = (byte) code;
        this.label = name().toLowerCase(Locale.ROOT);
    }

    /// The name in the database and in reports.
    public String label() {
        return label;
    }

    /// The number in the binary form, which never changes.
    public byte code() {
        return code;
    }

    static Device ofCode(int code) {
        Device device = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        if (device == null) {
            throw new IllegalArgumentException("there is no device " + code);
        }
        return device;
    }
}
