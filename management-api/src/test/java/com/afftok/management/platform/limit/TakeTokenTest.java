package com.afftok.management.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.contract.BucketCase;
import com.afftok.management.RunningApi;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The script is a token bucket like that of Java.
final class TakeTokenTest {

    private static final long NOW = 1_767_323_045_678_901L;

    private static final String TAKE =
            RateLimits.TAKE_TOKEN
                    + """
                    return {take_token(tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]))}
                    """;

    private final RunningApi api = RunningApi.shared();

    static List<BucketCase> cases() {
        return BucketCase.ALL;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void takes_a_token_if_there_is_one(BucketCase request) {
        assertThat(take(request, NOW + request.missing()))
                .containsExactly(request.allowed() ? 1L : 0L, request.after());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void finds_a_bucket_full_whose_time_has_passed(BucketCase request) {
        assertThat(take(request, NOW - request.missing())).containsExactly(1L, request.interval());
    }

    private List<Long> take(BucketCase request, long fullAt) {
        List<Long> answer =
                api.part(RedisScript.class)
                        .run(
                                TAKE,
                                "bucket",
                                Long.toString(fullAt),
                                Long.toString(NOW),
                                Long.toString(request.interval()),
                                Integer.toString(request.burst()));
        return answer == null ? List.of() : answer;
    }
}
