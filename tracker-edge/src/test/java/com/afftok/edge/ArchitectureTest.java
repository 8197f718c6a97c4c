package com.afftok.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.afftok.house.HouseRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private static final String ROOT = "com.afftok.edge";
    private static final JavaClasses PRODUCTION = HouseRules.production(ROOT);

    @TestFactory
    Stream<DynamicTest> keeps_the_house_rules() {
        return HouseRules.tests(ROOT, "Edge", "InstanceNumber");
    }

    @Test
    void knows_no_jdbc() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
                .because("a blocking driver would stop an event loop")
                .check(PRODUCTION);
    }

    @Test
    void never_blocks_what_answers_visitors() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".click..", ROOT + ".link..", ROOT + ".http..", ROOT + ".health..")
                .should()
                .callMethod(io.vertx.core.Future.class, "await")
                .orShould()
                .callMethod(CompletableFuture.class, "join")
                .orShould()
                .callMethod(CompletableFuture.class, "get")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(CountDownLatch.class)
                .because("an event loop serves thousands of visitors at once")
                .check(PRODUCTION);
    }

    @Test
    void leaves_clicks_in_postgres_to_their_writer() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".click..", ROOT + ".keep..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.sqlclient..")
                .because("a redirect never waits for PostgreSQL")
                .check(PRODUCTION);
    }
}
