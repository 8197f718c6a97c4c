package com.afftok.bench;

import com.afftok.house.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private static final String ROOT = "com.afftok.bench";

    @TestFactory
    Stream<DynamicTest> keeps_the_house_rules() {
        return HouseRules.tests(ROOT);
    }

    @Test
    void shows_nothing_to_other_packages() {
        HouseRules.publicOnlyAcrossPackages().check(HouseRules.production(ROOT));
    }
}
