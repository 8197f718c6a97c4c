package com.afftok.local;

import com.afftok.house.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> house_rules() {
        return HouseRules.tests("com.afftok.local");
    }
}
