package com.afftok.local;

import java.io.IOException;
import java.util.Locale;

/// Adds a key to a ring of the installation, and says from when on it is used.
final class RotateKeys {

    private RotateKeys() {}

    static void run(Plan plan, String ring, Screen screen) {
        try {
            int key = Secrets.rotate(plan.configuration().home(), ring, plan.random());
            screen.line(
                    "%s_KEYS has a key %d now: it is used from the next ./afftok up on, and what older ones signed or sealed stays valid"
                            .formatted(ring.toUpperCase(Locale.ROOT), key));
        } catch (IOException e) {
            throw new CannotStart("The key cannot be kept: " + e.getMessage(), e);
        }
    }
}
