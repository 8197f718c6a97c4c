package com.afftok.management;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.house.HouseRules;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private static final String ROOT = "com.afftok.management";
    private static final JavaClasses PRODUCTION = HouseRules.production(ROOT);

    @TestFactory
    Stream<DynamicTest> keeps_the_house_rules() {
        return HouseRules.tests(ROOT, "RandomSource");
    }

    /// A package outside of the groups would make the list of folders hard to search.
    @Test
    void keeps_each_package_in_a_group() {
        assertThat(PRODUCTION)
                .extracting(JavaClass::getPackageName)
                .filteredOn(name -> !name.equals(ROOT))
                .extracting(name -> name.substring(ROOT.length() + 1).replaceFirst("[.].*", ""))
                .containsOnly(
                        "access",
                        "party",
                        "tracking",
                        "sale",
                        "money",
                        "insight",
                        "trust",
                        "platform");
    }

    @Test
    void leaves_sql_to_repositories() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Controller")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..", "javax.sql..", "io.micronaut.data..", "org.jooq..")
                .because("a statement is found in the repository of what it is about")
                .check(PRODUCTION);
    }

    @Test
    void leaves_failures_to_one_place() {
        noClasses()
                .should()
                .beAnnotatedWith("io.micronaut.http.annotation.Error")
                .orShould()
                .beAssignableTo("io.micronaut.http.server.exceptions.ExceptionHandler")
                .because("AnswerErrors puts every failure into the same envelope")
                .check(PRODUCTION);
    }

    @Test
    void books_nothing_by_exchange_rates() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".money.rate", ROOT + ".money.display")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".money.rate")
                .because("exchange rates are for amounts that are shown")
                .check(PRODUCTION);
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".money.display", ROOT + ".money.balance", ROOT + ".insight.metric")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".money.display")
                .because("what is shown in another currency says so, and is never booked")
                .check(PRODUCTION);
    }
}
