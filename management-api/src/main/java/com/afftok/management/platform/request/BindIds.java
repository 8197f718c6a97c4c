package com.afftok.management.platform.request;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.ApiKeyId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.InvitationId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.NetworkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.id.PostbackId;
import com.afftok.shared.id.PostbackSecretId;
import com.afftok.shared.id.UserId;
import com.afftok.shared.id.WebhookId;
import io.micronaut.core.convert.MutableConversionService;
import io.micronaut.core.convert.TypeConverterRegistrar;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/// Converts parameters to typed ids. Invalid text is refused with the field's name.
@Singleton
final class BindIds implements TypeConverterRegistrar {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    @Override
    public void register(MutableConversionService conversions) {
        register(conversions, OfferId.class, OfferId::new);
        register(conversions, UserId.class, UserId::new);
        register(conversions, NetworkId.class, NetworkId::new);
        register(conversions, LinkId.class, LinkId::new);
        register(conversions, PostbackId.class, PostbackId::new);
        register(conversions, PostbackSecretId.class, PostbackSecretId::new);
        register(conversions, WebhookId.class, WebhookId::new);
        register(conversions, ConversionId.class, ConversionId::new);
        register(conversions, InvitationId.class, InvitationId::new);
        register(conversions, AdminId.class, AdminId::new);
        register(conversions, ApiKeyId.class, ApiKeyId::new);
        register(conversions, PayoutId.class, PayoutId::new);
        register(conversions, AccountId.class, AccountId::new);
    }

    private static <T> void register(
            MutableConversionService conversions, Class<T> type, LongFunction<T> id) {
        conversions.addConverter(
                CharSequence.class,
                type,
                (text, _, context) -> {
                    try {
                        return Optional.of(id.apply(number(text)));
                    } catch (IllegalArgumentException e) {
                        context.reject(text, e);
                        return Optional.empty();
                    }
                });
    }

    private static long number(CharSequence text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("not a number of at most 18 digits");
        }
        return Long.parseLong(text, 0, text.length(), 10);
    }
}
