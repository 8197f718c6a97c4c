package com.afftok.management.access.session;

import com.afftok.management.platform.limit.ClientTrace;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.platform.mail.Recipient;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.UserId;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Mails a notice of a sign-in by the client of the current request, before its session is opened,
/// unless a stored session is of such a client.
@Singleton
public final class TellNewDevice {

    private static final String UNKNOWN = "—";

    private final SessionRepository sessions;
    private final Mails mails;
    private final ClientTrace client;
    private final InstantSource clock;

    TellNewDevice(
            SessionRepository sessions, Mails mails, ClientTrace client, InstantSource clock) {
        this.sessions = sessions;
        this.mails = mails;
        this.client = client;
        this.clock = clock;
    }

    public void to(UserId user, Recipient recipient) {
        if (sessions.isNewDevice(user.value(), null, device())) {
            mails.tell(recipient, MailKind.NEW_DEVICE, facts());
        }
    }

    public void to(AdminId admin, String email) {
        if (sessions.isNewDevice(null, admin.value(), device())) {
            mails.add(MailKind.NEW_DEVICE, email, MailLanguage.EN, facts());
        }
    }

    private @Nullable String device() {
        return Device.of(client.agent());
    }

    private Map<String, String> facts() {
        return Map.of(
                "device", known(device()),
                "address", known(client.address()),
                "country", known(client.country()),
                "time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static String known(@Nullable String value) {
        return value == null ? UNKNOWN : value;
    }
}
