package com.afftok.endtoend;

import com.afftok.house.HouseRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    @Test
    void keeps_the_house_rules() {
        JavaClasses tests = HouseRules.testClasses("com.afftok.endtoend");

        HouseRules.onTests().forEach(rule -> rule.check(tests));
    }
}
