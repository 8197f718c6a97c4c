package com.afftok.management.platform.answer;

import io.micronaut.serde.annotation.Serdeable;

/// The envelope of a successful answer.
@Serdeable
public record Success<T>(boolean success, T data) {

    public static <T> Success<T> of(T data) {
        return new Success<>(true, data);
    }
}
