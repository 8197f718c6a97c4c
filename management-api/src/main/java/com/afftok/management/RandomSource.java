package com.afftok.management;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/// Where all randomness comes from; a test puts its own in its place.
@Factory
final class RandomSource {

    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }
}
