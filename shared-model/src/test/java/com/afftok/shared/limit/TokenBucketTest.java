package com.afftok.shared.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.afftok.contract.BucketCase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenBucketTest {

    static List<BucketCase> cases() {
        return BucketCase.ALL;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void takes_a_token_if_there_is_one(BucketCase request) {
        TokenBucket bucket = new TokenBucket(request.interval(), request.burst());

        assertThat(bucket.hasToken(request.missing())).isEqualTo(request.allowed());
        assertThat(bucket.take(request.missing())).isEqualTo(request.after());
        assertThat(bucket.left(request.after())).isEqualTo(request.left());
        assertThat(bucket.untilToken(request.after())).isEqualTo(request.untilToken());
    }

    @Test
    void gets_a_token_back_in_its_part_of_a_minute() {
        assertThat(TokenBucket.perMinute(7, 3, 60_000)).isEqualTo(new TokenBucket(8571, 3));
        assertThat(TokenBucket.perMinute(60_001, 3, 60_000)).isEqualTo(new TokenBucket(1, 3));
    }

    @Test
    void has_a_token() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenBucket(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenBucket(1, 0));
    }
}
