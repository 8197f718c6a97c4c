package com.afftok.management;

import static com.afftok.management.Eventually.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The messages to phones that the API wrote into files, where no test has a gateway.
public final class SentMessages {

    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

    private SentMessages() {}

    /// The code in the last of so many text messages to a number.
    public static String code(String number, int count) {
        return code(to(number, "sms", count).getLast());
    }

    public static String code(String text) {
        Matcher code = CODE.matcher(text);
        if (!code.find()) {
            throw new AssertionError("no code in " + text);
        }
        return code.group();
    }

    /// The texts to a number, oldest first, once there are so many.
    public static List<String> to(String number, String channel, int count) {
        eventually(count + " messages", () -> to(number, channel).size() >= count);
        return to(number, channel);
    }

    public static List<String> to(String number, String channel) {
        String begin = "To: " + number + "\n\n";
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(SentMails.FOLDER)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith("." + channel)).sorted().toList()) {
                String text = Files.readString(file);
                if (text.startsWith(begin)) {
                    texts.add(text.substring(begin.length()).strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
