package com.afftok.management.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoleMatrixTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    finance_admin      | dashboard invoices payouts analytics_revenue offers_view contests_view
                    tech_admin         | dashboard monitoring logs logs_view webhooks fraud_detection geo_rules
                    advertiser_manager | dashboard offers offers_view networks networks_view teams teams_view contests contests_view badges analytics_basic
                    promoter_support   | dashboard users teams_view contests_view
                    fraud_reviewer     | fraud_detection geo_rules logs_view
                    """)
    void gives_administrators_what_their_role_says(String role, String permissions) {
        assertThat(names(Role.of(role)))
                .containsExactlyInAnyOrder(
                        (permissions + " own_account own_admin_account").split(" "));
    }

    @Test
    void gives_the_super_admin_everything_that_is_an_administrators() {
        assertThat(names(Role.SUPER_ADMIN))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Permission.values())
                                .map(RoleMatrixTest::name)
                                .filter(name ->
                                        !name.startsWith("own_")
                                                || name.equals("own_account")
                                                || name.equals("own_admin_account"))
                                .toList());
    }

    @Test
    void gives_users_their_own_things_and_what_all_may_see() {
        for (Role role : Set.of(Role.PROMOTER, Role.ADVERTISER)) {
            assertThat(names(role))
                    .allMatch(name -> name.startsWith("own_") || name.endsWith("_view"))
                    .contains("own_account", "own_profile")
                    .doesNotContain("own_admin_account");
        }
        assertThat(names(Role.PROMOTER)).contains("own_links", "own_payouts");
        assertThat(names(Role.ADVERTISER)).contains("own_offers", "own_integration");
    }

    private static Set<String> names(Role role) {
        return RoleMatrix.permissions(role).stream()
                .map(RoleMatrixTest::name)
                .collect(Collectors.toSet());
    }

    private static String name(Permission permission) {
        return permission.name().toLowerCase(Locale.ROOT);
    }
}
