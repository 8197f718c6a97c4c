package com.afftok.management.platform.mail;

import com.afftok.management.platform.config.ApiConfig;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes mails into files, where no SMTP server is configured. Only the owner of the process can
/// read them. The last 1000 are kept.
final class FileMailer implements Mailer {

    private static final Logger LOG = LoggerFactory.getLogger(FileMailer.class);
    private static final String ENDING = ".eml";
    private static final int KEPT = 1000;

    private static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ALONE_IN_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final MailMessage messages;
    private final InstantSource clock;

    FileMailer(ApiConfig.Mail config, InstantSource clock) {
        this.clock = clock;
        this.folder = config.folder();
        this.messages = new MailMessage(Session.getInstance(new Properties()), config.from());
    }

    @Override
    public void send(long id, String recipient, MailText text) throws NotSent {
        Path file = folder.resolve("%019d%s".formatted(id, ENDING));
        Path unfinished = folder.resolve(id + ".tmp");
        try {
            Files.createDirectories(folder, OWNER_ALONE_IN_FOLDER);
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, OWNER_ALONE);
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                messages.of(id, recipient, text, clock.instant()).writeTo(out);
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
                .log("mail written to a file, because SMTP_URL is not set");
    }

    private void forgetOldest() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> oldestFirst =
                    files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                            .sorted(Comparator.comparing(Path::getFileName))
                            .toList();
            for (Path file : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - KEPT))) {
                Files.deleteIfExists(file);
            }
        }
    }
}
