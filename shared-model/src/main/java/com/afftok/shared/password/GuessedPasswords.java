package com.afftok.shared.password;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The passwords that are guessed first, among those that the password rules allow.
final class GuessedPasswords {

    private static final Set<String> LIST = read();

    private GuessedPasswords() {}

    /// @param password in small letters
    static boolean has(String password) {
        return LIST.contains(password);
    }

    private static Set<String> read() {
        try (InputStream list =
                GuessedPasswords.class.getResourceAsStream("guessed-passwords.txt")) {
            return new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
