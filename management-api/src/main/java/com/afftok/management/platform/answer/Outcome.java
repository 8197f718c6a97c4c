package com.afftok.management.platform.answer;

import com.afftok.management.platform.request.Detail;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.data.exceptions.DataAccessException;
import java.util.List;
import java.util.function.Supplier;

/// The outcome of a change that either is made or is refused for a known reason.
public sealed interface Outcome<T> {

    /// The change was made.
    ///
    /// @param after the changed object
    record Saved<T>(T after) implements Outcome<T> {}

    record Refused<T>(ErrorCode code, List<Detail> why) implements Outcome<T> {}

    static <T> Outcome<T> refused(ErrorCode code, Detail... why) {
        return new Refused<>(code, List.of(why));
    }

    /// A problem that the request's record alone cannot detect.
    static <T> Outcome<T> invalid(List<Detail> problems) {
        return new Refused<>(ErrorCode.VALID_001, problems);
    }

    /// Runs the change in its own transaction. A violated unique constraint becomes the refusal.
    static <T> Outcome<T> unlessTaken(
            String constraint, ErrorCode otherwise, Supplier<Outcome<T>> change) {
        try {
            return change.get();
        } catch (DataAccessException e) {
            if (DatabaseFailure.breaks(constraint, e)) {
                return refused(otherwise);
            }
            throw e;
        }
    }
}
