package com.afftok.management.platform.mail;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.house.TestCertificates;
import com.afftok.management.RunningApi;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mails on their way through a real SMTP server.
final class SmtpTest {

    private static final String LOOPBACK = "127.0.0.1";

    /// Its own API is stopped: those of the tests have other settings.
    private static RunningApi servers;

    @BeforeAll
    static void start() {
        servers = RunningApi.own();
        servers.stop();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void no_mail_waits() {
        servers.sql("delete from mails");
    }

    @Test
    void a_mail_arrives_as_it_was_written_after_the_server_was_away() throws Exception {
        int port = freePort();
        try (RunningApi api =
                servers.sibling(
                        Map.of(
                                "SMTP_URL",
                                "smtp://sender:s3cr3t@%s:%d?starttls=off".formatted(LOOPBACK, port),
                                "MAIL_FROM",
                                "متجر <hello@shop.example>"))) {
            String email = register(api, "ar");
            eventually(
                    "a first attempt",
                    () ->
                            api.sql(
                                            """
                                            select count(*) from mails
                                             where attempts >= 1 and error like '%ConnectException'
                                            """)
                                    == 1);

            GreenMail server = new GreenMail(new ServerSetup(port, LOOPBACK, "smtp"));
            server.setUser("sender", "s3cr3t");
            server.start();
            try {
                api.sql("update mails set next_attempt_at = now()");

                assertThat(server.waitForIncomingEmail(30_000, 1)).isTrue();
                MimeMessage mail = server.getReceivedMessages()[0];
                assertThat(mail.getSubject()).isEqualTo("تأكيد عنوان بريدك");
                assertThat(mail.getFrom()[0])
                        .hasToString("=?UTF-8?B?2YXYqtis2LE=?= <hello@shop.example>");
                assertThat(mail.getAllRecipients()).hasSize(1);
                assertThat(mail.getAllRecipients()[0]).hasToString(email);
                assertThat(mail.getMessageID()).matches("<afftok-mail-\\d+@shop.example>");
                assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
                assertThat(String.valueOf(mail.getContent()))
                        .contains(
                                "لتأكيد أن العنوان لك",
                                "http://localhost:8081/verify-email#token=");
                eventually(
                        "it is noted",
                        () ->
                                api.sql(
                                                """
                                                select count(*) from mails
                                                 where finished_at is not null and error is null and message is null
                                                """)
                                        == 1);
            } finally {
                server.stop();
            }
        }
    }

    @Test
    void a_mail_that_cannot_be_sent_in_its_time_is_given_up() {
        try (RunningApi api = servers.sibling(smtp(freePort()))) {
            register(api, "en");
            api.sql("update mails set give_up_at = now(), next_attempt_at = now()");

            eventually(
                    "it is given up",
                    () ->
                            api.sql(
                                            """
                                            select count(*) from mails
                                             where finished_at is not null and message is null
                                               and error = 'it could not be sent in time'
                                            """)
                                    == 1);
        }
    }

    @Test
    void a_recipient_whom_the_server_refuses_is_given_up_at_once() throws Exception {
        try (ServerSocket refusing = new ServerSocket(0, 5, InetAddress.ofLiteral(LOOPBACK));
                RunningApi api = servers.sibling(smtp(refusing.getLocalPort()))) {
            Thread.startVirtualThread(() -> refuse(refusing));
            register(api, "en");

            eventually(
                    "it is given up",
                    () ->
                            api.sql(
                                            """
                                            select count(*) from mails
                                             where finished_at is not null and attempts = 1
                                               and error = 'the mail server refused the recipient with 550'
                                            """)
                                    == 1);
        }
    }

    @Test
    void a_server_is_trusted_for_its_certificate_alone(@TempDir Path folder) throws Exception {
        TestCertificates certificates = TestCertificates.in(folder);
        String trusted = certificates.authority().toString();
        try (ServerSocket server =
                certificates.sockets().createServerSocket(0, 5, InetAddress.ofLiteral(LOOPBACK))) {
            Thread.startVirtualThread(() -> refuse(server));
            String port = ":" + server.getLocalPort();

            fails(Map.of("SMTP_URL", "smtps://localhost" + port), "%SSLHandshakeException");
            fails(
                    Map.of("SMTP_URL", "smtps://" + LOOPBACK + port, "SMTP_CA", trusted),
                    "%SSLHandshakeException");
            fails(
                    Map.of("SMTP_URL", "smtps://localhost" + port, "SMTP_CA", trusted),
                    "%refused the recipient%");
        }
    }

    @Test
    void a_server_without_starttls_gets_nothing() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral(LOOPBACK))) {
            Thread.startVirtualThread(() -> refuse(server));

            fails(
                    Map.of("SMTP_URL", "smtp://sender:s3cr3t@localhost:" + server.getLocalPort()),
                    "%MessagingException");
        }
    }

    private static void fails(Map<String, String> smtp, String error) {
        Map<String, String> variables = new HashMap<>(smtp);
        variables.put("MAIL_FROM", "hello@shop.example");
        servers.sql("delete from mails");
        try (RunningApi api = servers.sibling(variables)) {
            register(api, "en");
            eventually(
                    "it fails with " + error,
                    () ->
                            api.sql("select count(*) from mails where error like '" + error + "'")
                                    == 1);
        }
    }

    private static Map<String, String> smtp(int port) {
        return Map.of(
                "SMTP_URL",
                "smtp://%s:%d?starttls=off".formatted(LOOPBACK, port),
                "MAIL_FROM",
                "hello@shop.example");
    }

    private static String register(RunningApi api, String language) {
        String name = "u" + UUID.randomUUID().toString().replace("-", "");
        String email = name + "@example.com";
        api.send(
                api.request("/api/auth/register")
                        .header("Content-Type", "application/json")
                        .header("Accept-Language", language)
                        .POST(
                                BodyPublishers.ofString(
                                        """
                                        {"username":"%s","email":"%s","password":"Correct-Horse-7",\
                                        "full_name":"Amal","role":"promoter","country":"SA"}\
                                        """
                                                .formatted(name, email))));
        return email;
    }

    /// Takes every sender and no recipient.
    private static void refuse(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    BufferedReader in =
                            new BufferedReader(
                                    new InputStreamReader(
                                            socket.getInputStream(), StandardCharsets.US_ASCII));
                    PrintWriter out =
                            new PrintWriter(
                                    socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
                out.print("220 ready\r\n");
                out.flush();
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    out.print(line.startsWith("RCPT") ? "550 unknown\r\n" : "250 ok\r\n");
                    out.flush();
                }
            } catch (IOException e) {
                System.out.println("a client left: " + e);
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
