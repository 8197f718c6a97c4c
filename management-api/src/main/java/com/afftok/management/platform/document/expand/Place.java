package com.afftok.management.platform.document.expand;

/// A place in a part of the document, such as `network.yml` and `paths /api/networks get`.
record Place(String file, String path) {

    static Place of(String file) {
        return new Place(file, "");
    }

    Place in(String key) {
        return new Place(file, path.isEmpty() ? key : path + " > " + key);
    }

    Place in(int index) {
        return in(Integer.toString(index));
    }

    DocumentFault fault(String message) {
        return new DocumentFault(file + ": " + (path.isEmpty() ? "" : path + ": ") + message);
    }
}
