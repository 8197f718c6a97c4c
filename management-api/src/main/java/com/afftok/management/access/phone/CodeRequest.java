package com.afftok.management.access.phone;

import com.afftok.management.platform.mail.MailChannel;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a code is to be sent.
///
/// @param mobileNumber another name of `phone`
/// @param channel `sms`, or `whatsapp`
@Serdeable
public record CodeRequest(
        @Nullable String phone,
        @JsonProperty("mobileNumber") @Nullable String mobileNumber,
        @Nullable String channel) {

    private static final List<String> CHANNELS =
            Arrays.stream(MailChannel.values())
                    .filter(channel -> channel != MailChannel.MAIL)
                    .map(MailChannel::label)
                    .toList();

    public CodeRequest {
        Fields fields = new Fields();
        if (phone == null && mobileNumber != null) {
            PhoneNumber.check(fields, "mobileNumber", mobileNumber);
        } else {
            PhoneNumber.check(fields, "phone", phone);
            fields.check(
                    mobileNumber == null || mobileNumber.equals(phone),
                    "mobileNumber",
                    Problem.DIFFERS,
                    "phone");
        }
        checkChannel(fields, channel);
        fields.end();
    }

    static void checkChannel(Fields fields, @Nullable String channel) {
        fields.oneOfOrNull("channel", channel, CHANNELS);
    }

    public PhoneNumber number() {
        String text = phone == null ? mobileNumber : phone;
        return PhoneNumber.of(String.valueOf(text)).orElseThrow();
    }

    MailChannel way(MailChannel usual) {
        return channel == null ? usual : MailChannel.valueOf(channel.toUpperCase(Locale.ROOT));
    }

    /// Omits the number.
    @Override
    public String toString() {
        return "CodeRequest[" + channel + "]";
    }
}
