package com.afftok.management.platform.mail;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Header;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Names and addresses add no header, recipient or line to the mails that a real server receives.
final class HostileMailsTest {

    private static final String VICTIM = "victim@example.com";
    private static final Set<String> HEADERS =
            Set.of(
                    "Auto-Submitted",
                    "Content-Transfer-Encoding",
                    "Content-Type",
                    "Date",
                    "From",
                    "MIME-Version",
                    "Message-ID",
                    "Received",
                    "Return-Path",
                    "Subject",
                    "To");

    /// Refused in names and addresses.
    private static final List<String> LINE_ENDS =
            List.of("\r\n", "\n", "\r", "\u0000", "\u000b", "\u0085", "\u2028", "\u2029");

    /// Names that mean something to a header, a template or a regular expression.
    private static final List<String> NAMES =
            List.of(
                    "{link}",
                    "{now} {former}",
                    "{x",
                    "$1\\",
                    "\\r\\nBcc: " + VICTIM,
                    "=?utf-8?q?=0D=0ABcc:_victim=40example.com?=",
                    "<" + VICTIM + ">");

    private final List<String> recipients = new ArrayList<>();

    @Test
    void have_the_headers_and_recipients_of_the_platform_alone() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        server.start();
        try (RunningApi api =
                RunningApi.own(
                        Map.of(
                                "SMTP_URL",
                                "smtp://127.0.0.1:%d?starttls=off"
                                        .formatted(server.getSmtp().getPort()),
                                "MAIL_FROM",
                                "hello@shop.example"))) {
            SignedIn owner = owner(api);
            for (String end : LINE_ENDS) {
                named(owner, "Amal" + end + "Bcc: " + VICTIM, 400);
                invite(owner, "amal@example.com" + end + "Bcc: " + VICTIM, 400);
            }
            invite(owner, "(x)" + VICTIM, 400);
            invite(owner, VICTIM + ".", 400);
            for (String name : NAMES) {
                SignedIn user = owner(api);
                named(user, name, 200);
                invite(user, "guest%d@example.com".formatted(user.id()), 201);
                removePasskey(user, name);
            }
            eventually(
                    "all mails are sent",
                    () -> api.sql("select count(*) from mails where finished_at is null") == 0);

            List<String> received = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (MimeMessage mail : server.getReceivedMessages()) {
                assertThat(Collections.list(mail.getAllHeaders()))
                        .extracting(Header::getName)
                        .isSubsetOf(HEADERS)
                        .doesNotHaveDuplicates();
                texts.add(String.valueOf(mail.getContent()));
                received.add(mail.getAllRecipients()[0].toString());
            }
            assertThat(received).containsExactlyInAnyOrderElementsOf(recipients);
            assertThat(NAMES)
                    .allMatch(name ->
                            texts.stream()
                                    .anyMatch(text -> text.contains("Before: " + name + ". Now")));
        } finally {
            server.stop();
        }
    }

    private static SignedIn owner(RunningApi api) {
        SignedIn owner = api.signedIn(Role.ADVERTISER);
        api.sql(
                """
                update users set email_verified_at = now(),
                       passkey_handle = sha256(convert_to(username, 'UTF8'))
                 where id = %d
                """
                        .formatted(owner.id()));
        return owner;
    }

    private static void named(SignedIn user, String name, int status) {
        assertThat(user.put("/api/profile", json("full_name", name)).statusCode())
                .as(name)
                .isEqualTo(status);
        assertThat(
                        user.patch(
                                        "/api/account",
                                        json("name", name).replace("{\"", "{\"version\":0,\""))
                                .statusCode())
                .as(name)
                .isEqualTo(status);
    }

    private void invite(SignedIn owner, String address, int status) {
        String invitation = json("email", address).replace("}", ",\"role\":\"viewer\"}");
        assertThat(owner.post("/api/account/members", invitation).statusCode())
                .as(address)
                .isEqualTo(status);
        if (status == 201) {
            recipients.add(address);
        }
    }

    /// The mail about it contains the name.
    private void removePasskey(SignedIn user, String name) {
        long passkey =
                user.api()
                        .sql(
                                """
                                insert into passkeys (user_id, credential_id, public_key, sign_count, name,
                                                      backup_eligible, backed_up, created_at)
                                values (%1$d, sha256('%1$d'), 'k', 0, $name$%2$s$name$, false, false, now())
                                returning id
                                """
                                        .formatted(user.id(), name));
        assertThat(user.delete("/api/auth/passkeys/" + passkey, "{}").statusCode()).isEqualTo(200);
        recipients.add(user.email());
    }

    private static String json(String member, String text) {
        return "{\"%s\":\"%s\"}"
                .formatted(member, new String(JsonStringEncoder.getInstance().quoteAsString(text)));
    }
}
