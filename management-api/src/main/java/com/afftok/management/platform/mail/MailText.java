package com.afftok.management.platform.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The subject and text of a mail.
record MailText(String subject, String text) {

    private static final String RESOURCE = "/mail/%s/%s.txt";
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

    /// Reads the resource of the mail: its first line is the subject, empty for messages to phones,
    /// and `{name}` stands for a value.
    ///
    /// @param values by name, taken literally; they are not replaced in the subject
    /// @throws IllegalArgumentException if a value is missing
    static MailText of(MailKind kind, MailLanguage language, Map<String, String> values) {
        String[] parts = resource(kind, language).split("\n\n", 2);
        String text =
                PLACE.matcher(parts[1])
                        .replaceAll(place -> {
                            String value = values.get(place.group(1));
                            if (value == null) {
                                throw new IllegalArgumentException(
                                        "the mail %s has no value for %s"
                                                .formatted(kind, place.group()));
                            }
                            return Matcher.quoteReplacement(value);
                        });
        return new MailText(parts[0].strip(), text);
    }

    private static String resource(MailKind kind, MailLanguage language) {
        String name = RESOURCE.formatted(language.label(), kind.label());
        try (InputStream file = MailText.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        return (subject + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    static MailText of(byte[] bytes) {
        String both = new String(bytes, StandardCharsets.UTF_8);
        int end = both.indexOf('\n');
        return new MailText(both.substring(0, end), both.substring(end + 1));
    }
}
