package com.afftok.shared.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.house.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedCertificatesTest {

    private final Map<String, String> variables = new HashMap<>();
    @TempDir Path folder;

    @Test
    void are_named_beside_the_urls() throws Exception {
        Path authority = TestCertificates.in(folder).authority();
        variables.put("DATABASE_URL", "postgres://me@db/shop?sslmode=verify-full");
        variables.put("DATABASE_CA", authority.toString());
        variables.put("REDIS_URL", "rediss://cache");
        variables.put("REDIS_CA", authority.toString());
        Environment environment = new Environment(variables);

        assertThat(environment.databaseUrl("DATABASE_URL", "DATABASE_CA").ca())
                .isEqualTo(authority);
        assertThat(environment.redisUrl("REDIS_URL", "REDIS_CA").ca()).isEqualTo(authority);
        assertThat(environment.problems()).isEmpty();
    }

    @Test
    void are_refused_where_nothing_is_verified() throws Exception {
        Path authority = TestCertificates.in(folder).authority();
        variables.put("DATABASE_URL", "postgres://me@db/shop?sslmode=require");
        variables.put("DATABASE_CA", authority.toString());
        variables.put("REDIS_URL", "redis://cache");
        variables.put("REDIS_CA", authority.toString());

        assertThat(problems())
                .containsEntry(
                        "DATABASE_CA", "needs sslmode=verify-full or verify-ca in DATABASE_URL")
                .containsEntry("REDIS_CA", "needs rediss:// in REDIS_URL")
                .hasSize(2);
    }

    @Test
    void must_be_certificates() throws Exception {
        variables.put("DATABASE_URL", "postgres://me@db/shop?sslmode=verify-full");
        variables.put("DATABASE_CA", folder.resolve("absent.pem").toString());
        variables.put("REDIS_URL", "rediss://cache");
        variables.put("REDIS_CA", Files.writeString(folder.resolve("x.pem"), "x").toString());

        assertThat(problems())
                .containsEntry("DATABASE_CA", "must name a readable file of certificates in PEM")
                .containsEntry("REDIS_CA", "must name a readable file of certificates in PEM")
                .hasSize(2);
    }

    private Map<String, String> problems() {
        Environment environment = new Environment(variables);
        environment.databaseUrl("DATABASE_URL", "DATABASE_CA");
        environment.redisUrl("REDIS_URL", "REDIS_CA");
        Map<String, String> problems = new HashMap<>();
        environment
                .problems()
                .forEach(problem -> problems.put(problem.variable(), problem.message()));
        return problems;
    }
}
