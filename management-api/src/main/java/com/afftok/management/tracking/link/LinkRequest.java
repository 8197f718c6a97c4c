package com.afftok.management.tracking.link;

import static org.jooq.impl.DSL.field;

import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.platform.request.Tags;
import com.afftok.management.tracking.offer.Destination;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// A new link, or changes of a link; absent members have their default or remain unchanged. An
/// empty text removes a text; `null` removes the end.
///
/// @param offerId of a new link
/// @param version of the link that is changed
/// @param status of the link that is changed
@Serdeable
record LinkRequest(
        @Nullable Long offerId,
        @Nullable Integer version,
        @Nullable String status,
        @Nullable String alias,
        @Nullable String deepLink,
        @JsonUnwrapped Tags tags,
        @Nullable Expiry expiresAt) {

    static final Set<String> STATUSES = Set.of("active", "paused", "pending", "archived");

    private static final Set<String> WANTED = Set.of("active", "paused", "archived");
    private static final int MOST_DAYS = 3650;
    private static final Pattern ALIAS = Pattern.compile("|[a-z0-9-]{3,40}");
    private static final Pattern LIKE_A_CODE = Pattern.compile("[a-z0-9]{17}");

    LinkRequest {
        Fields fields = new Fields();
        offerId = fields.idOrNull("offer_id", offerId);
        status = fields.oneOfOrNull("status", status, WANTED);
        fields.check(
                alias == null
                        || (ALIAS.matcher(alias).matches()
                                && !LIKE_A_CODE.matcher(alias).matches()),
                "alias",
                Problem.NOT_AN_ALIAS);
        deepLink =
                deepLink == null || deepLink.isEmpty()
                        ? deepLink
                        : Destination.url(fields, "deep_link", deepLink);
        tags.check(fields, 0);
        fields.end();
    }

    /// The end of a link in a request: a time, or an explicit `null`, which removes the end. An
    /// absent member is no Expiry.
    ///
    /// @param at null: the default of the offer
    record Expiry(@Nullable Instant at) {

        @Singleton
        static final class Reader implements Deserializer<Expiry> {

            private static final Argument<Instant> TIME = Argument.of(Instant.class);

            @Override
            public @Nullable Expiry deserialize(
                    Decoder decoder, DecoderContext context, Argument<? super Expiry> type)
                    throws IOException {
                return new Expiry(
                        context.findDeserializer(TIME)
                                .createSpecific(context, TIME)
                                .deserialize(decoder, context, TIME));
            }

            @Override
            public @Nullable Expiry deserializeNullable(
                    Decoder decoder, DecoderContext context, Argument<? super Expiry> type)
                    throws IOException {
                return decoder.decodeNull()
                        ? new Expiry(null)
                        : deserialize(decoder, context, type);
            }
        }
    }

    /// Problems with its end at a time, and with its destination.
    ///
    /// @param terms null if the offer no longer exists
    List<Detail> problems(Instant now, @Nullable TermsRow terms) {
        Fields fields = new Fields();
        Instant end = expiresAt == null ? null : expiresAt.at();
        fields.check(
                end == null
                        || (end.isAfter(now) && end.isBefore(now.plus(Duration.ofDays(MOST_DAYS)))),
                "expires_at",
                Problem.TOO_FAR_AHEAD,
                MOST_DAYS);
        Destination wanted = deepLink == null ? null : Destination.parse(deepLink);
        fields.check(
                wanted == null || terms == null || terms.admits(wanted),
                "deep_link",
                Problem.WRONG_HOST);
        return fields.problems();
    }

    /// The columns to set; null removes a value.
    Map<Field<?>, @Nullable Object> columns() {
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        put(columns, "alias", alias);
        put(columns, "deep_link", deepLink);
        tags.present().forEach((tag, value) -> put(columns, tag.label(), value));
        if (expiresAt != null) {
            columns.put(field("expires_at", Instant.class), expiresAt.at());
        }
        return columns;
    }

    private static void put(
            Map<Field<?>, @Nullable Object> columns, String name, @Nullable String value) {
        if (value != null) {
            columns.put(field(name, String.class), value.isEmpty() ? null : value);
        }
    }
}
