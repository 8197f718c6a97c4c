package com.afftok.shared.click;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A layer of the fraud score that fired; the reasons of a click are a bit mask.
public enum FraudReason {
    DECLARED_BOT(0),
    DATA_CENTRE(1),
    HIGH_VELOCITY(2),
    COOKIE_STUFFING(3),
    REFERRER_SPOOFING(4),
    NO_ACCEPT_LANGUAGE(5),
    NO_ACCEPT(6),
    IMPLAUSIBLE_AGENT(7),
    HEADLESS_HINT(8),
    MILD_VELOCITY(9),
    BLOCKED_ADDRESS(10),
    UNKNOWN_PROGRAM(11);

    private static final FraudReason[] REASONS = values();
    private static final int ALL = mask(REASONS);

    private final int bit;
    private final String label;

    FraudReason(int number) {
        this.bit = 1 << number;
        this.label = name().toLowerCase(Locale.ROOT);
    }

    /// The bit in a mask, which never changes.
    public int bit() {
        return bit;
    }

    /// The name in the database and in reports.
    public String label() {
        return label;
    }

    public static int mask(FraudReason... reasons) {
        int mask = 0;
        for (FraudReason reason : reasons) {
            mask |= reason.bit;
        }
        return mask;
    }

    /// The reasons in a mask, in the order of their bits.
    ///
    /// @throws IllegalArgumentException if a bit is not a reason
    public static List<FraudReason> of(int mask) {
        check(mask);
        if (mask == 0) {
            return List.of();
        }
        List<FraudReason> reasons = new ArrayList<>(Integer.bitCount(mask));
        for (FraudReason reason : REASONS) {
            if ((mask & reason.bit) != 0) {
                reasons.add(reason);
            }
        }
        return List.copyOf(reasons);
    }

    static void check(int mask) {
        if ((mask & ~ALL) != 0) {
            throw new IllegalArgumentException("there are no such fraud reasons: " + mask);
        }
    }
}
