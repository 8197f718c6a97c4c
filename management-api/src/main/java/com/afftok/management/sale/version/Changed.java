package com.afftok.management.sale.version;

import com.afftok.management.platform.request.Detail;
import com.afftok.shared.error.ErrorCode;
import java.util.List;

/// The outcome of a change of terms.
public sealed interface Changed<T> {

    record Saved<T>(T after) implements Changed<T> {}

    record Refused<T>(ErrorCode code, List<Detail> why) implements Changed<T> {}

    /// The terms have changed since they were read, or exist already.
    record Conflict<T>(ErrorCode code, T existing, List<Detail> why) implements Changed<T> {

        public Conflict(ErrorCode code, T existing, Detail... why) {
            this(code, existing, List.of(why));
        }
    }

    static <T> Changed<T> refused(ErrorCode code, Detail... why) {
        return new Refused<>(code, List.of(why));
    }

    static <T> Changed<T> invalid(List<Detail> problems) {
        return new Refused<>(ErrorCode.VALID_001, problems);
    }
}
