package com.afftok.shared;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.afftok.house.HouseRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private static final String ROOT = "com.afftok.shared";
    private static final JavaClasses PRODUCTION = HouseRules.production(ROOT);

    @TestFactory
    Stream<DynamicTest> keeps_the_house_rules() {
        return HouseRules.tests(ROOT);
    }

    @Test
    void is_free_of_frameworks() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "..",
                        "java..",
                        "javax.crypto..",
                        "javax.net.ssl..",
                        "org.jspecify..")
                .because("both services and their tests share it, whatever they are built with")
                .check(PRODUCTION);
    }

    @Test
    void does_no_input_and_output_but_to_read_secrets() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "java.net.http..", "javax.sql..")
                .because("the model is pure: the services decide where things are stored")
                .check(PRODUCTION);
    }
}
