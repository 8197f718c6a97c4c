package com.afftok.shared.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberIdsTest {

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void are_positive(long value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LinkId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new OfferId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new NetworkId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConversionId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new PayoutId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new PostbackId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new PostbackSecretId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new WebhookId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new InvitationId(value));
    }

    @Test
    void of_links_fit_five_bytes() {
        assertThat(new LinkId((1L << 40) - 1).value()).isEqualTo(LinkId.MAX);
        assertThatIllegalArgumentException().isThrownBy(() -> new LinkId(1L << 40));
    }

    @Test
    void of_all_others_fit_a_long() {
        assertThat(new OfferId(Long.MAX_VALUE).value()).isEqualTo(Long.MAX_VALUE);
        assertThat(new AccountId(Long.MAX_VALUE).value()).isEqualTo(Long.MAX_VALUE);
        assertThat(new NetworkId(Long.MAX_VALUE).value()).isEqualTo(Long.MAX_VALUE);
        assertThat(new ConversionId(Long.MAX_VALUE).value()).isEqualTo(Long.MAX_VALUE);
        assertThat(new PayoutId(Long.MAX_VALUE).value()).isEqualTo(Long.MAX_VALUE);
    }
}
