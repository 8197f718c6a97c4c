package com.afftok.management.platform.mail;

import com.afftok.management.platform.config.ApiConfig;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes mails and messages to files, if no server is configured for their channel. Only the owner
/// of the process can read the files. Their names begin with the time, and the last 1000 files of a
/// channel are kept.
final class FileMailer implements Mailer {

    private static final Logger LOG = LoggerFactory.getLogger(FileMailer.class);
    private static final int KEPT = 1000;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ALONE_IN_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final String ending;
    private final String setting;
    private final InstantSource clock;
    private final Content content;

    private FileMailer(
            Path folder, String ending, String setting, InstantSource clock, Content content) {
        this.folder = folder;
        this.ending = ending;
        this.setting = setting;
        this.clock = clock;
        this.content = content;
    }

    /// The content of a file.
    private interface Content {

        void write(long id, String recipient, MailText text, OutputStream out)
                throws IOException, MessagingException;
    }

    static FileMailer ofMails(ApiConfig.Mail config, InstantSource clock) {
        MailMessage messages =
                new MailMessage(Session.getInstance(new Properties()), config.from());
        return new FileMailer(
                config.folder(),
                ".eml",
                "SMTP_URL",
                clock,
                (id, recipient, text, out) ->
                        messages.of(id, recipient, text, clock.instant()).writeTo(out));
    }

    /// Messages to phones.
    ///
    /// @param setting the name of the setting that is missing
    static FileMailer ofMessages(Path folder, String ending, String setting, InstantSource clock) {
        return new FileMailer(
                folder,
                ending,
                setting,
                clock,
                (_, recipient, text, out) ->
                        out.write(
                                "To: %s\n\n%s"
                                        .formatted(recipient, text.text())
                                        .getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Duration longest() {
        return LONGEST;
    }

    @Override
    public void send(long id, String recipient, MailText text) throws NotSent {
        Path file =
                folder.resolve("%s-%010d%s".formatted(TIME.format(clock.instant()), id, ending));
        Path unfinished = folder.resolve(id + ".tmp");
        try {
            Files.createDirectories(folder, OWNER_ALONE_IN_FOLDER);
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, OWNER_ALONE);
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                content.write(id, recipient, text, out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            forgetOldest();
        } catch (AddressException e) {
            throw new NotSent("the address is malformed", NotSent.Whose.RECIPIENT_FOR_EVER, e);
        } catch (IOException | MessagingException e) {
            throw new NotSent("the file can't be written: " + e, NotSent.Whose.SERVER, e);
        }
        LOG.atInfo()
                .addKeyValue("file", file.toAbsolutePath())
                .addKeyValue("unset", setting)
                .log("mail written to a file, because no server is set");
    }

    private void forgetOldest() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> oldestFirst =
                    files.filter(file -> file.getFileName().toString().endsWith(ending))
                            .sorted(Comparator.comparing(Path::getFileName))
                            .toList();
            for (Path file : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - KEPT))) {
                Files.deleteIfExists(file);
            }
        }
    }
}
