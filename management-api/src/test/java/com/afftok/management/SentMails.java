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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The mails that the API wrote into files, where no test has a mail server.
public final class SentMails {

    static final Path FOLDER = folder();

    /// Each file is parsed once: many tests wait for mails at the same time.
    private static final Map<Path, Addressed> PARSED = new ConcurrentHashMap<>();

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

    private record Addressed(String to, Read mail) {}

    /// The mails to an address, oldest first, once there are so many.
    public static List<Read> to(String address, int count) {
        eventually(count + " mails to " + address, () -> to(address).size() >= count);
        return to(address);
    }

    /// The token of the last mail to an address with a link to a page of the panel, once there is
    /// one.
    public static String token(String address, String page) {
        String link = "/" + page + "#token=";
        eventually("a mail with " + link, () -> with(link, address).findAny().isPresent());
        return with(link, address).reduce((_, later) -> later).orElseThrow().token();
    }

    private static Stream<Read> with(String link, String address) {
        return to(address).stream().filter(mail -> mail.text().contains(link));
    }

    public static List<Read> to(String address) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(SentMails::isWhole)
                    .sorted(Comparator.comparing(SentMails::number))
                    .map(file -> PARSED.computeIfAbsent(file, SentMails::parsed))
                    .filter(addressed -> addressed.to().equals(address))
                    .map(Addressed::mail)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The mails of a user are numbered in the order of their requests, and may be written in
    /// another one.
    private static String number(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('-'));
    }

    private static boolean isWhole(Path file) {
        return file.toString().endsWith(".eml");
    }

    private static Addressed parsed(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), bytes);
            return new Addressed(
                    message.getHeader("To", ","),
                    new Read(message.getSubject(), String.valueOf(message.getContent())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
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
