package com.afftok.management.money.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.OpenTransaction;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A run of the comparisons.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReconciliationsTest {

    private final RunningApi api = RunningApi.own();
    private final BooksOfAllKinds books = BooksOfAllKinds.in(api);

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void is_stored_and_shown_to_finance() {
        BooksOfAllKinds.unguarded(api, "update link_counters set billable = billable + 1");
        api.part(ReconcileNightly.class).run();
        BooksOfAllKinds.unguarded(api, "update link_counters set billable = billable - 1");
        SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);

        String list = finance.get("/api/admin/reconciliations?limit=1").body();

        assertThat(list).contains("\"differences\":1}").doesNotContain("\"comparisons\"");
        String id = Long.toString(api.sql("select max(id) from reconciliations"));
        assertThat(finance.get("/api/admin/reconciliations/" + id).body())
                .contains(
                        "{\"name\":\"clicks_of_links\",\"compared\":1,\"differences\":1,\"named\":[{\"subject\":\"%d %d\",\"figure\":\"billable\",\"kept\":\"6\",\"expected\":\"5\"}]}"
                                .formatted(
                                        books.trade().advertiser().account(),
                                        books.trade().offer().link()));
        assertThat(finance.get("/api/admin/reconciliations/999999").statusCode()).isEqualTo(404);
        assertThat(finance.get("/api/admin/reconciliations?cursor=x").statusCode()).isEqualTo(400);
    }

    @Test
    void keeps_the_latest_400_runs() {
        api.sql(
                """
                insert into reconciliations (started_at, finished_at, compared, differences, results)
                select now(), now(), 0, 0, '[]' from generate_series(1, 500)
                """);

        assertThat(api.part(Reconcile.class).run().orElseThrow().differences()).isZero();

        assertThat(api.sql("select count(*) from reconciliations")).isEqualTo(400);
    }

    @Test
    void runs_once_at_a_time() throws SQLException {
        try (OpenTransaction other = new OpenTransaction(api)) {
            other.execute("select pg_advisory_xact_lock(hashtextextended('reconciliation', 0))");

            assertThat(api.part(Reconcile.class).run()).isEmpty();
        }
    }
}
