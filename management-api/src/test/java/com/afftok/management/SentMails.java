package com.afftok.management;

import static com.afftok.management.Eventually.eventually;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The mails that the API wrote into files, where no test has a mail server.
public final class SentMails {

    static final Path FOLDER = folder();

    private static final Pattern TOKEN = Pattern.compile("#token=([A-Za-z0-9_-]+)");

    private SentMails() {}

    /// A mail as its recipient reads it.
    public record Read(String subject, String text) {

        /// The token in the link.
        public String token() {
            Matcher token = TOKEN.matcher(text);
            if (!token.find()) {
                throw new AssertionError("no token in " + text);
            }
            return token.group(1);
        }
    }

    /// The mails to an address, oldest first, once there are so many.
    public static List<Read> to(String address, int count) {
        eventually(count + " mails to " + address, () -> to(address).size() >= count);
        return to(address);
    }

    public static List<Read> to(String address) {
        List<Read> mails = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(SentMails::isWhole).sorted().toList()) {
                MimeMessage message = message(file);
                if (message.getHeader("To", ",").equals(address)) {
                    mails.add(new Read(message.getSubject(), String.valueOf(message.getContent())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
        return mails;
    }

    private static boolean isWhole(Path file) {
        return file.toString().endsWith(".eml");
    }

    private static MimeMessage message(Path file) throws IOException, MessagingException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), bytes);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("mails");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
