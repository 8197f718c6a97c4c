package com.afftok.management;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.shared.secret.SealSecrets;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/// Seals secrets in the database with the keys of the configuration.
@Factory
final class SealedSecrets {

    @Singleton
    SealSecrets seal(ApiConfig config, SecureRandom random) {
        return new SealSecrets(config.dataKeys(), random);
    }
}
