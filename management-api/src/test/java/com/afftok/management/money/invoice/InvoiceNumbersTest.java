package com.afftok.management.money.invoice;

import static com.afftok.management.money.invoice.InvoiceCase.API;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.Eventually;
import com.afftok.management.money.DatedBooks.Sale;
import com.afftok.management.money.invoice.issue.Issuing;
import com.afftok.management.money.month.ClosedMonths;
import com.afftok.shared.config.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class InvoiceNumbersTest {

    private static final int SHOPS = 12;

    private final List<InvoiceCase> shops = Stream.generate(InvoiceCase::new).limit(SHOPS).toList();

    /// Four instances issue at the same time, while transactions are rolled back and one with a
    /// number of its own is killed.
    @Test
    void have_no_gap_and_no_duplicate_whatever_fails() throws Exception {
        for (InvoiceCase shop : shops) {
            Sale sale = shop.books.sale(shops.getLast().day(0, 1), "0");
            shop.books.approve(shops.getLast().day(0, 1), sale);
        }
        ClosedMonths.until(API, shops.getLast().month);
        Issuing.inVain(API, shops.getLast().month, shops.getFirst().advertiser.account());

        try (ExecutorService instances = Executors.newFixedThreadPool(5);
                Connection doomed = connection()) {
            long backend = takesANumber(doomed);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(instances.submit(() -> Issuing.all(API)));
            }
            all.add(
                    instances.submit(() ->
                            Issuing.inVain(
                                    API,
                                    shops.getLast().month,
                                    shops.getLast().advertiser.account())));
            Eventually.eventually(
                    "an instance that waits for the number",
                    () ->
                            API.sql(
                                            "select count(*) from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0")
                                    > 0);
            API.sql("select pg_terminate_backend(" + backend + ")::int");
            for (Future<?> one : all) {
                one.get();
            }
        }
        Issuing.all(API);

        assertThat(
                        API.sql(
                                "select count(*) from invoices where month = '%s'"
                                        .formatted(shops.getLast().month.atDay(1))))
                .isEqualTo(SHOPS);
        assertThat(
                        API.text(
                                """
                                select string_agg(distinct (n = sequence)::text, ',')
                                  from (select sequence, row_number() over (partition by prefix, year order by id) as n
                                          from invoices) as numbered
                                """))
                .isEqualTo("true");
        assertThat(
                        API.sql(
                                "select last - (select max(sequence) from invoices) from invoice_numbers"))
                .isZero();
    }

    private static Connection connection() throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(API.postgres().ownerUrl());
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }

    /// As the issue of a document does, up to the commit.
    private static long takesANumber(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("update invoice_numbers set last = last + 1");
            try (var pid = statement.executeQuery("select pg_backend_pid()")) {
                pid.next();
                return pid.getLong(1);
            }
        }
    }
}
