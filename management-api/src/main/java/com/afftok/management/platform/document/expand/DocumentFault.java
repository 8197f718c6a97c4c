package com.afftok.management.platform.document.expand;

import java.io.Serial;

/// A part of the document that cannot be expanded; the message names the file and the place.
final class DocumentFault extends IllegalStateException {

    @Serial private static final long serialVersionUID = 1L;

    DocumentFault(String message) {
        super(message);
    }
}
