package com.afftok.management.platform.request;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads strings, numbers and booleans from JSON values of the same type alone. Without it, values
/// are converted between types and from arrays of one element.
@Factory
final class ExactTypes {

    static final int MOST_DIGITS = 40;

    @Singleton
    Deserializer<String> texts() {
        return new Exact<>(JsonNode::isString, JsonNode::getStringValue, "a text");
    }

    @Singleton
    Deserializer<Boolean> truthValues() {
        return new Exact<>(JsonNode::isBoolean, JsonNode::getBooleanValue, "true or false");
    }

    @Singleton
    Deserializer<Integer> integers() {
        return new Exact<>(
                node -> isWhole(node, Integer.SIZE), JsonNode::getIntValue, "a whole number");
    }

    @Singleton
    Deserializer<Long> longs() {
        return new Exact<>(
                node -> isWhole(node, Long.SIZE), JsonNode::getLongValue, "a whole number");
    }

    /// Limits the number of digits, because an exponent expresses a huge number in a few
    /// characters.
    @Singleton
    Deserializer<BigDecimal> decimals() {
        return new Exact<>(ExactTypes::isShort, ExactTypes::decimal, "a number");
    }

    private static boolean isShort(JsonNode node) {
        if (!node.isNumber()) {
            return false;
        }
        BigDecimal number = decimal(node);
        return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
    }

    private static BigDecimal decimal(JsonNode node) {
        return switch (node.getNumberValue()) {
            case BigDecimal value -> value;
            case BigInteger value -> new BigDecimal(value);
            case Number value -> new BigDecimal(value.toString());
        };
    }

    private static boolean isWhole(JsonNode node, int bits) {
        return node.isNumber()
                && switch (node.getNumberValue()) {
                    case Integer _ -> true;
                    case Long value -> BigInteger.valueOf(value).bitLength() < bits;
                    case BigInteger value -> value.bitLength() < bits;
                    default -> false;
                };
    }

    private record Exact<T>(Predicate<JsonNode> fits, Function<JsonNode, T> read, String expected)
            implements Deserializer<T> {

        @Override
        public @Nullable T deserialize(
                Decoder decoder, DecoderContext context, Argument<? super T> type)
                throws IOException {
            JsonNode node = decoder.decodeNode();
            if (!fits.test(node)) {
                throw decoder.createDeserializationException("must be " + expected, null);
            }
            return read.apply(node);
        }
    }
}
