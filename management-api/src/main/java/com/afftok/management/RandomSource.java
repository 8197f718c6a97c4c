package com.afftok.management;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/// The source of randomness, which tests replace.
@Factory
final class RandomSource {

    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }
}
