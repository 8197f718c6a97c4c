package com.afftok.management.access.session;

import com.afftok.management.platform.limit.ClientTrace;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.platform.mail.Recipient;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Mails a notice of a sign-in by the client of the current request.
@Singleton
public final class TellNewDevice {

    private static final String UNKNOWN = "—";

    private final Mails mails;
    private final ClientTrace client;
    private final InstantSource clock;

    TellNewDevice(Mails mails, ClientTrace client, InstantSource clock) {
        this.mails = mails;
        this.client = client;
        this.clock = clock;
    }

    public void to(Recipient user) {
        mails.tell(user, MailKind.NEW_DEVICE, facts());
    }

    public void toAdministrator(String email) {
        mails.add(MailKind.NEW_DEVICE, email, MailLanguage.EN, facts());
    }

    private Map<String, String> facts() {
        return Map.of(
                "device", known(Device.of(client.agent())),
                "address", known(client.address()),
                "country", known(client.country()),
                "time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static String known(@Nullable String value) {
        return value == null ? UNKNOWN : value;
    }
}
