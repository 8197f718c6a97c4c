package com.afftok.management.access.password;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.Base64;

/// The cost of a password's hash with Argon2id, one lane.
record HashCost(int memoryKib, int iterations) {

    static final int SALT_BYTES = 16;

    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;

    /// The cost of new hashes.
    @Factory
    static final class Source {

        @Singleton
        HashCost cost() {
            return new HashCost(19 * 1024, 2);
        }
    }

    Argon2Function function() {
        return Argon2Function.getInstance(memoryKib, iterations, LANES, HASH_BYTES, Argon2.ID);
    }

    boolean isOf(Argon2Function function) {
        return function.equals(function());
    }

    /// A hash that no password matches and that costs as much to verify as any other.
    String nobodys() {
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(memoryKib, iterations, LANES, zeros(SALT_BYTES), zeros(HASH_BYTES));
    }

    private static String zeros(int bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(new byte[bytes]);
    }
}
