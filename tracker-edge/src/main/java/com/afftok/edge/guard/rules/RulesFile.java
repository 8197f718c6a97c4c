package com.afftok.edge.guard.rules;

import com.afftok.shared.fraud.FraudRules;
import com.afftok.shared.fraud.InvalidRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of fraud rules, which may be replaced while the edge runs.
final class RulesFile {

    private static final long MAX_BYTES = 1 << 20;

    private RulesFile() {}

    /// @throws IOException also if it is too large or not text
    static FraudRules read(Path file) throws IOException, InvalidRules {
        return RulesDocument.parse(text(file));
    }

    static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("larger than " + MAX_BYTES + " bytes");
        }
        return Files.readString(file);
    }
}
