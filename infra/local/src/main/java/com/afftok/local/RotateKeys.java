package com.afftok.local;

import java.io.IOException;
import java.util.Locale;

/// Adds a key to a ring of the installation, and prints when it takes effect.
final class RotateKeys {

    private RotateKeys() {}

    static void run(Plan plan, String ring, Screen screen) {
        try {
            int key = Secrets.rotate(plan.configuration().home(), ring, plan.random());
            screen.line(
                    "Added key %2$d to %1$s_KEYS. It is used from the next ./afftok up; older keys stay valid"
                            .formatted(ring.toUpperCase(Locale.ROOT), key));
        } catch (IOException e) {
            throw new CannotStart("Cannot store the key: " + e.getMessage(), e);
        }
    }
}
