package com.afftok.management.platform.document.expand;

import java.io.Serial;

/// A place in a part of the document, such as `network.yml` and `paths /api/networks get`.
record Place(String file, String path) {

    /// A part of the document that cannot be expanded; the message names the file and the place.
    static final class Fault extends IllegalStateException {

        @Serial private static final long serialVersionUID = 1L;

        Fault(String message) {
            super(message);
        }
    }

    static Place of(String file) {
        return new Place(file, "");
    }

    Place in(String key) {
        return new Place(file, path.isEmpty() ? key : path + " > " + key);
    }

    Place in(int index) {
        return in(Integer.toString(index));
    }

    Fault fault(String message) {
        return new Fault(file + ": " + (path.isEmpty() ? "" : path + ": ") + message);
    }
}
