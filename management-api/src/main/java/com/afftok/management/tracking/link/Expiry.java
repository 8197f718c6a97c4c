package com.afftok.management.tracking.link;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The end of a link in a request: a time, or an explicit `null`, which removes the end. An absent
/// member is no Expiry.
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
            return decoder.decodeNull() ? new Expiry(null) : deserialize(decoder, context, type);
        }
    }
}
