package com.afftok.shared.click;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names and numbers in the database, Redis and reports: they may be added to, but not changed.
class ClickVocabularyTest {

    @Test
    void buckets_keep_their_words_and_numbers() {
        assertThat(
                        Arrays.stream(Bucket.values())
                                .map(bucket -> bucket.code() + " " + bucket.label())
                                .collect(Collectors.joining(", ")))
                .isEqualTo(
                        "1 valid, 2 suspicious, 3 duplicate, 4 bot, 5 fraud, 6 geo_blocked, 7 inactive");
    }

    @Test
    void devices_keep_their_words_and_numbers() {
        assertThat(
                        Arrays.stream(Device.values())
                                .map(device -> device.code() + " " + device.label())
                                .collect(Collectors.joining(", ")))
                .isEqualTo("0 unknown, 1 desktop, 2 mobile, 3 tablet, 4 tv, 5 other");
    }

    @Test
    void fraud_reasons_keep_their_words_and_bits() {
        assertThat(
                        Arrays.stream(FraudReason.values())
                                .map(reason -> reason.bit() + " " + reason.label())
                                .collect(Collectors.joining(", ")))
                .isEqualTo(
                        "1 declared_bot, 2 data_centre, 4 high_velocity, 8 cookie_stuffing,"
                                + " 16 referrer_spoofing, 32 no_accept_language, 64 no_accept,"
                                + " 128 implausible_agent, 256 headless_hint, 512 mild_velocity,"
                                + " 1024 blocked_address, 2048 unknown_program");
    }

    @ParameterizedTest
    @EnumSource
    void only_valid_and_suspicious_clicks_are_billable(Bucket bucket) {
        assertThat(bucket.billable())
                .isEqualTo(bucket == Bucket.VALID || bucket == Bucket.SUSPICIOUS);
    }

    @ParameterizedTest
    @EnumSource
    void a_bucket_is_found_by_its_number(Bucket bucket) {
        assertThat(Bucket.ofCode(bucket.code())).isEqualTo(bucket);
    }

    @ParameterizedTest
    @EnumSource
    void a_device_is_found_by_its_number(Device device) {
        assertThat(Device.ofCode(device.code())).isEqualTo(device);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 8, 255})
    void other_numbers_are_refused(int code) {
        assertThatIllegalArgumentException().isThrownBy(() -> Bucket.ofCode(code));
        assertThatIllegalArgumentException().isThrownBy(() -> Device.ofCode(code));
    }

    @Test
    void every_set_of_reasons_fits_a_mask() {
        for (int mask = 0; mask < 1 << FraudReason.values().length; mask++) {
            List<FraudReason> reasons = FraudReason.of(mask);

            assertThat(FraudReason.mask(reasons.toArray(FraudReason[]::new))).isEqualTo(mask);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 12, 1 << 31, -1})
    void a_bit_without_a_reason_is_refused(int mask) {
        assertThatIllegalArgumentException().isThrownBy(() -> FraudReason.of(mask));
    }
}
