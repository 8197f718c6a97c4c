package com.afftok.management.tracking.offer;

import static com.afftok.management.RunningApi.member;
import static com.afftok.management.tracking.offer.OfferJson.anOffer;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OfferChangesTest {

    /// The version of a new offer.
    private static final String READ = "{\"version\":0}";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn shop = api.signedIn(Role.ADVERTISER);
    private final SignedIn manager = api.signedIn(Role.ADVERTISER_MANAGER);
    private final SignedIn promoter = api.signedIn(Role.PROMOTER);

    @Test
    void a_new_offer_waits_for_its_approval_and_is_seen_by_its_owner_alone_until_then() {
        HttpResponse<String> made = shop.post("/api/offers", anOffer().toString());
        String path = "/api/offers/" + member(made, "id");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body())
                .contains(
                        "\"status\":\"pending\"",
                        "\"advertiser_id\":" + shop.account(),
                        "\"link_lifetime_days\":90",
                        "\"approval\":\"auto\"",
                        "\"version\":0");
        assertThat(shop.get(path).statusCode()).isEqualTo(200);
        assertThat(promoter.get(path).body()).contains("OFFER_001");
        assertThat(api.signedIn(Role.ADVERTISER).get(path).body()).contains("OFFER_001");

        assertThat(made.body()).contains("\"approved_at\":null");
        assertThat(shop.post(path + "/approve", READ).body()).contains("PERM_001");
        HttpResponse<String> approved = manager.post(path + "/approve", READ);
        assertThat(approved.body()).contains("\"status\":\"active\"", "\"approved_at\":\"");
        manager.post(path + "/pause", "");
        manager.post(path + "/activate", "{\"version\":2}");
        assertThat(member(promoter.get(path), "approved_at"))
                .isEqualTo(member(approved, "approved_at"));
        assertThat(promoter.get(path).body())
                .contains("\"title\":\"Summer sale\"")
                .doesNotContain("destination_url", "advertiser_id", "shop.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "pending, approve, active",
        "pending, pause,",
        "pending, activate,",
        "pending, archive, archived",
        "active, approve,",
        "active, pause, paused",
        "active, activate,",
        "active, archive, archived",
        "paused, approve,",
        "paused, pause, paused",
        "paused, activate, active",
        "paused, archive, archived",
        "archived, approve,",
        "archived, pause,",
        "archived, activate,",
        "archived, archive,",
    })
    void an_offer_moves_only_where_its_status_allows_it(String from, String move, String to) {
        long id = OfferRowBuilder.anOffer().status(from).in(api);

        HttpResponse<String> answer = manager.post("/api/offers/" + id + "/" + move, READ);

        if (to == null) {
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("STATE_002");
        } else {
            assertThat(answer.body()).contains("\"status\":\"" + to + "\"");
        }
    }

    @Test
    void a_lost_update_is_refused() {
        String path = "/api/offers/" + make(anOffer());
        String change = anOffer().with("title", "\"Winter sale\"").with("version", "0").toString();

        HttpResponse<String> first = shop.put(path, change);
        HttpResponse<String> second = shop.put(path, change);

        assertThat(first.body()).contains("\"title\":\"Winter sale\"", "\"version\":1");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("STATE_001");
    }

    @Test
    void what_its_owner_reads_can_be_sent_back_as_it_is() {
        String path =
                "/api/offers/"
                        + make(
                                anOffer()
                                        .with("title_ar", "\"تخفيضات الصيف\"")
                                        .with("description", "\"one\\ntwo\"")
                                        .with("goals", "[\"sale\",\"lead\"]")
                                        .with("target_countries", "[\"SA\"]")
                                        .with("allowed_hosts", "[\"m.example.com\"]")
                                        .with("min_seconds_to_conversion", "5")
                                        .with("terms", "\"No bids on the brand.\\nNo spam.\"")
                                        .with("additional_notes", "\"Ask for banners.\""));
        String read = shop.get(path).body();
        String data = read.substring(read.indexOf("\"data\":") + 7, read.length() - 1);

        HttpResponse<String> put = shop.put(path, data);

        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(put.body()).isEqualTo(read.replace("\"version\":0", "\"version\":1"));
    }

    @Test
    void an_offer_of_somebody_else_is_not_there() {
        String path = "/api/offers/" + make(anOffer());
        manager.post(path + "/approve", READ);
        SignedIn other = api.signedIn(Role.ADVERTISER);
        String change = anOffer().with("version", "1").toString();

        assertThat(other.put(path, change).body()).contains("OFFER_001");
        assertThat(other.post(path + "/pause", "").body()).contains("OFFER_001");
        assertThat(other.delete(path).body()).contains("OFFER_001");
        assertThat(other.get(path).body()).doesNotContain("destination_url");
    }

    @Test
    void the_currency_stays_once_the_offer_is_approved() {
        String path = "/api/offers/" + make(anOffer());
        manager.post(path + "/approve", READ);

        HttpResponse<String> answer =
                shop.put(
                        path,
                        anOffer().with("currency", "\"SAR\"").with("version", "1").toString());

        assertThat(answer.body()).contains("VALID_001", "\"field\":\"currency\"");
    }

    @Test
    void an_administrator_names_the_advertiser_and_is_noted() {
        HttpResponse<String> nobody = manager.post("/api/offers", anOffer().toString());
        HttpResponse<String> promoters =
                manager.post(
                        "/api/offers",
                        anOffer().with("advertiser_id", "" + promoter.account()).toString());
        HttpResponse<String> made =
                manager.post(
                        "/api/offers",
                        anOffer().with("advertiser_id", "" + shop.account()).toString());

        assertThat(nobody.body()).contains("\"field\":\"advertiser_id\"", "is required");
        assertThat(promoters.body()).contains("\"field\":\"advertiser_id\"");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(
                        api.sql(
                                """
                                select count(*) from audit_log
                                 where action = 'offer.create' and object_id = '%s'
                                   and actor_id = %d and new_value ->> 'title' = 'Summer sale'
                                """
                                        .formatted(member(made, "id"), manager.id())))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title | \"\"",
                "title | \"   \"",
                "category | \"\u3000\"",
                "title | \"a\\u0000b\"",
                "destination_url | \"ftp://shop.example.com/\"",
                "destination_url | \"javascript:alert(1)\"",
                "destination_url | \"JavaScript://shop.example.com/%0aalert(1)\"",
                "destination_url | \"data:text/html,<script>alert(1)</script>\"",
                "destination_url | \"//shop.example.com/\"",
                "destination_url | \"https://user@shop.example.com/\"",
                "destination_url | \"https://shop.example.com:{sub1}/\"",
                "destination_url | \"https://shop.example.com{sub1}/\"",
                "destination_url | \"https://%65vil.example/\"",
                "destination_url | \"https://stra\u00dfe.example/\"",
                "destination_url | \"https://shop\u2100example.com/\"",
                "destination_url | \"https://-shop.example.com/\"",
                "destination_url | \"https://shop..example.com/\"",
                "destination_url | \"https:///path\"",
                "destination_url | \"https://user:pw@shop.example.com/\"",
                "destination_url | \"https://shop.example.com/\\r\\nX: 1\"",
                "destination_url | \"https://{sub1}.example.com/\"",
                "destination_url | \"https://shop.example.com:99999/\"",
                "destination_url | \"https://shop.example.com\\\\@evil.example/\"",
                "allowed_hosts | [\"*.example.com\"]",
                "allowed_hosts | [null]",
                "allowed_hosts | [\"https://m.example.com\"]",
                "allowed_hosts | [\"m.example.com:8443\"]",
                "allowed_hosts | [\"m.example.com/\"]",
                "allowed_hosts | [\"{sub1}.example.com\"]",
                "logo_url | \"data:image/png;base64,AAAA\"",
                "payout | 0",
                "payout | -1",
                "payout | 1.005",
                "payout | 1e400000",
                "payout | 99999999999999999999",
                "payout | 1000000000.01",
                "payout_percent | 5",
                "payout_percent | true",
                "payout_percent | \"12\"",
                "payout_percent | 5.00000000000000000000000000000000000001",
                "payout | \"12.5\"",
                "payout | 12.500000000000000000000001",
                "payuot | 5",
                "conversions | 7",
                "payout_type | \"cpm\"",
                "currency | \"XXX\"",
                "currency | \"usd\"",
                "target_countries | [\"ZZ\"]",
                "goals | [\"Sale\"]",
                "approval | \"maybe\"",
                "link_lifetime_days | 0",
                "attribution_days | 31",
                "holding_days | -1",
                "holding_days | 1.5",
                "holding_days | \"5\"",
                "holding_days | [5]",
                "holding_days | 1e9",
                "holding_days | 99999999999999999999",
                "strict_geo | \"true\"",
                "strict_geo | 1",
                "min_seconds_to_conversion | 86401",
                "network_id | 999999999",
                "logo_url | \"/logo.png\"",
                "terms | 5",
                "additional_notes | [\"one\"]",
            })
    void what_is_wrong_is_refused_by_name(String member, String json) {
        HttpResponse<String> answer =
                shop.post("/api/offers", anOffer().with(member, json).toString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("VALID_001", "\"field\":\"" + member + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"destination_url", "logo_url"})
    void an_address_of_5000_characters_is_refused_by_name(String member) {
        String json = "\"https://shop.example.com/" + "a".repeat(5000) + '"';

        HttpResponse<String> answer =
                shop.post("/api/offers", anOffer().with(member, json).toString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("VALID_001", "\"field\":\"" + member + "\"");
    }

    @Test
    void a_host_of_other_letters_is_kept_as_the_dns_knows_it() {
        HttpResponse<String> made =
                shop.post(
                        "/api/offers",
                        anOffer()
                                .with("destination_url", "\"https://متجر.example:8443/a\"")
                                .with(
                                        "allowed_hosts",
                                        "[\"Bücher.example\",\"xn--bcher-kva.example\"]")
                                .toString());

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body())
                .contains(
                        "\"destination_url\":\"https://xn--pgbep1f.example:8443/a\"",
                        "\"allowed_hosts\":[\"xn--bcher-kva.example\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "destination_url", "payout", "payout_type", "currency"})
    void what_has_no_default_must_be_there(String member) {
        HttpResponse<String> answer =
                shop.post("/api/offers", anOffer().without(member).toString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("VALID_001", "\"field\":\"" + member + "\"");
    }

    @Test
    void an_address_with_other_letters_is_kept_in_a_form_that_headers_hold() {
        String id =
                make(
                        anOffer()
                                .with(
                                        "destination_url",
                                        "\"https://shop.example.com/متجر?q={sub1}\""));

        assertThat(shop.get("/api/offers/" + id).body())
                .contains("https://shop.example.com/%D9%85%D8%AA%D8%AC%D8%B1?q={sub1}");
    }

    private String make(OfferJson offer) {
        return member(shop.post("/api/offers", offer.toString()), "id");
    }
}
