package com.afftok.management.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RoleMatrixTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    finance_admin      | dashboard invoices payouts analytics_revenue conversions conversions_decide offers_view contests_view
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    promoter   | manager | own_settings own_keys own_links own_webhooks
                    promoter   | finance | own_payouts own_payout_details
                    advertiser | manager | own_settings own_keys own_offers own_conversions_decide own_commission_rules own_integration own_webhooks
                    advertiser | finance | own_billing own_bonuses own_payout_details
                    """)
    void gives_members_what_all_may_see_and_what_their_role_may_change(
            String kind, String role, String changes) {
        Set<String> viewed = names(RoleMatrix.permissions(Role.of(kind), MemberRole.VIEWER));

        assertThat(names(RoleMatrix.permissions(Role.of(kind), MemberRole.of(role))))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(viewed.stream(), Stream.of(changes.split(" "))).toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"PROMOTER", "ADVERTISER"})
    void gives_owners_all_that_the_kind_of_the_account_has(Role kind) {
        assertThat(RoleMatrix.permissions(kind, MemberRole.OWNER))
                .isEqualTo(RoleMatrix.permissions(kind));
    }

    @ParameterizedTest
    @EnumSource(names = {"PROMOTER", "ADVERTISER"})
    void gives_viewers_no_permission_to_change_what_is_the_accounts(Role kind) {
        assertThat(names(RoleMatrix.permissions(kind, MemberRole.VIEWER)))
                .contains("own_account", "own_profile", "own_clicks", "own_webhooks_view")
                .doesNotContain(
                        "own_settings",
                        "own_members",
                        "own_keys",
                        "own_offers",
                        "own_links",
                        "own_conversions_decide",
                        "own_commission_rules",
                        "own_payouts",
                        "own_payout_details",
                        "own_integration",
                        "own_webhooks");
    }

    private static Set<String> names(Role role) {
        return names(RoleMatrix.permissions(role));
    }

    private static Set<String> names(Set<Permission> permissions) {
        return permissions.stream().map(RoleMatrixTest::name).collect(Collectors.toSet());
    }

    private static String name(Permission permission) {
        return permission.name().toLowerCase(Locale.ROOT);
    }
}
