package com.afftok.management.platform.request;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.convert.MutableConversionService;
import io.micronaut.core.convert.TypeConverterRegistrar;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Converts parameters to numbers: ASCII digits with an optional minus sign and no exponent. Java
/// alone would accept digits of any script.
@Singleton
final class BindNumbers implements TypeConverterRegistrar {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,20}(?:\\.[0-9]{1,20})?");

    @Override
    public void register(MutableConversionService conversions) {
        register(conversions, Integer.class, WHOLE, Integer::valueOf);
        register(conversions, Long.class, WHOLE, Long::valueOf);
        register(conversions, BigDecimal.class, DECIMAL, BigDecimal::new);
    }

    private static <T> void register(
            MutableConversionService conversions,
            Class<T> type,
            Pattern form,
            Function<String, T> number) {
        conversions.addConverter(
                CharSequence.class,
                type,
                (text, _, context) ->
                        text.isEmpty() ? Optional.empty() : read(text, form, number, context));
    }

    private static <T> Optional<T> read(
            CharSequence text,
            Pattern form,
            Function<String, T> number,
            ConversionContext context) {
        if (form.matcher(text).matches()) {
            try {
                return Optional.of(number.apply(text.toString()));
            } catch (NumberFormatException e) {
                context.reject(text, e);
                return Optional.empty();
            }
        }
        context.reject(text, new NumberFormatException("not written as a number"));
        return Optional.empty();
    }
}
