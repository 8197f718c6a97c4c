package com.afftok.management.platform.answer;

import com.afftok.management.platform.request.Detail;
import com.afftok.shared.error.ErrorCode;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The envelope of an answer that reports a failure.
@Serdeable
public record Failure(boolean success, Reason error, String requestId) {

    /// A code for programs and a message for people; `details` is omitted if empty.
    ///
    /// @param existing the conflicting object, if the caller owns it
    @Serdeable
    public record Reason(
            String code,
            String message,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Detail> details,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object existing) {}

    public static Failure of(ErrorCode code, List<Detail> details, String requestId) {
        return new Failure(
                false,
                new Reason(code.name(), code.message(), List.copyOf(details), null),
                requestId);
    }

    static Failure existing(
            ErrorCode code, List<Detail> details, Object existing, String requestId) {
        return new Failure(
                false,
                new Reason(code.name(), code.message(), List.copyOf(details), existing),
                requestId);
    }
}
