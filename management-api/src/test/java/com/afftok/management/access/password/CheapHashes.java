package com.afftok.management.access.password;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;

/// Hashes that cost little, because the tests sign in hundreds of times.
@Factory
final class CheapHashes {

    @Singleton
    @Replaces(value = HashCost.class, factory = HashCost.Source.class)
    HashCost cost() {
        return new HashCost(64, 1);
    }
}
