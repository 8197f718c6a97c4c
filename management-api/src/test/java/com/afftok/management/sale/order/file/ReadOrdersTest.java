package com.afftok.management.sale.order.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.platform.csv.LineProblems;
import com.afftok.management.platform.request.Detail;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadOrdersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,1.5,USD|b,,|c,2",
                "a;1.5;USD|b|c;2",
                "a\t1.5\tUSD|b|c\t2",
                "|a,1.5,USD||b| |c,2||",
                "\ufeffa,1.5,USD|b|c,2",
                "\"a\",\"1.5\",\"USD\"|\"b\"|c,2",
                " a , 1.5 , USD |b|c,2",
                "transaction_id,amount,currency|a,1.5,USD|b,,|c,2,",
                "Currency;Name;Total;Order ID|USD;\"x|y, =1+1\";1.5;a|;z;;b|;;2;c",
                "\ufeff\"ORDER-NUMBER\",note,amount,currency|a,\ufffd,1.5,USD|b,\"\",,|c,-,2,",
                "رقم الطلب,المبلغ,العملة|a,1.5,USD|b,,|c,2,",
                "order,amount,currency|a,1.5,USD|,,|b,,|c,2,"
            })
    void accepts_every_form_of_the_same_list(String form) {
        for (String end : List.of("\n", "\r\n", "\r")) {
            assertThat(read(form.replace("|", end))).isEqualTo("a 1.5 USD, b null null, c 2 null");
        }
    }

    @Test
    void knows_the_line_of_each_order() {
        ReadOrders.Result result =
                ReadOrders.read("note,order\r\n\"two\r\nlines\",a\r\n\r\nx,b\r\n\"\n\n\",c");

        assertThat(((ReadOrders.Result.Orders) result).orders())
                .extracting(Order::line)
                .containsExactly(2, 5, 6);
    }

    /// The last `|` of a text ends its last line.
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "'' ~ csv empty",
                "' |,,| ' ~ csv empty",
                "order_id,amount ~ csv empty",
                "amount,currency|1,USD ~ csv[1] no_column",
                "order_id,amount,order|a,1,b ~ csv[1].transaction_id repeated",
                "order_id,amount|a,1|b|c,1 ~ csv[3] uneven_line",
                "order_id,amount|a,1,USD ~ csv[2] uneven_line",
                "a,1,USD,x ~ csv[1] too_many_columns",
                "a|,5 ~ csv[2].transaction_id required",
                "a|b|a ~ csv[3].transaction_id repeats_line",
                "a,1.234,USD ~ csv[1].amount not_a_decimal",
                "a,1,USD|b,1.5,JPY ~ csv[2].amount not_a_decimal",
                "a,1.23456 ~ csv[1].amount not_a_decimal",
                "a,1e3 ~ csv[1].amount not_a_decimal",
                "a,12 USD ~ csv[1].amount not_a_decimal",
                "a,١٢ ~ csv[1].amount not_a_decimal",
                "a,\"1,234.50\" ~ csv[1].amount not_a_decimal",
                "a;12,50 ~ csv[1].amount not_a_decimal",
                "a,12,50 ~ csv[1].currency not_a_currency",
                "a,1,usd ~ csv[1].currency not_a_currency",
                "a,1,XXX ~ csv[1].currency not_a_currency",
                "a,,USD ~ csv[1].amount needs_other",
                "a,9999999999999999 ~ csv[1].amount not_a_decimal",
                "a|=1+1 ~ csv[2].transaction_id formula",
                "a|\"@SUM(1,1)\" ~ csv[2].transaction_id formula",
                "a|+1 ~ csv[2].transaction_id formula",
                "a,-5 ~ csv[1].amount formula",
                "a,1,=USD ~ csv[1].currency formula",
                "a|b\ufffd ~ csv[2].transaction_id wrong_characters",
                "a|b\u0000c ~ csv[2].transaction_id wrong_characters",
                "a|\"b|c\" ~ csv[2].transaction_id wrong_characters",
                "a|b\u2028c ~ csv[2].transaction_id wrong_characters",
                "a|b\ud800 ~ csv[2].transaction_id wrong_characters",
                "a|b\u0085c ~ csv[2].transaction_id wrong_characters",
                "a|\"b ~ csv[2] broken_line",
                "a||\"b|c ~ csv[3] broken_line",
                "a|\"b\"c|d ~ csv[2] broken_line",
                "note,order|\"x|y\",a|\"x,b|c,d ~ csv[4] broken_line"
            })
    void refuses_what_is_unclear_with_its_line(String csv, String problem) {
        assertThat(read(csv.replace('|', '\n'))).isEqualTo(problem);
    }

    @Test
    void refuses_long_ids_and_too_many_columns() {
        assertThat(read("x".repeat(200))).startsWith("xxx");
        assertThat(read("a\n" + "x".repeat(201))).isEqualTo("csv[2].transaction_id too_long");
        assertThat(read("a\n" + ",".repeat(100_000))).isEqualTo("csv[2] broken_line");
    }

    @Test
    void shows_the_first_problems_and_the_number_of_the_others() {
        String csv =
                IntStream.rangeClosed(1, 50)
                        .mapToObj(n -> "=" + n)
                        .collect(Collectors.joining("\n"));

        ReadOrders.Result result = ReadOrders.read(csv);

        List<Detail> problems = ((ReadOrders.Result.Unreadable) result).problems();
        assertThat(problems).hasSize(LineProblems.MOST_SHOWN + 1);
        assertThat(problems.getFirst().field()).isEqualTo("csv[1].transaction_id");
        assertThat(problems.getLast().field()).isEqualTo("csv");
        assertThat(problems.getLast().message()).isEqualTo("has 30 more problems");
    }

    /// The orders, or the problems.
    private static String read(String csv) {
        return switch (ReadOrders.read(csv)) {
            case ReadOrders.Result.Orders(List<Order> orders) ->
                    orders.stream()
                            .map(order ->
                                    order.transactionId()
                                            + ' '
                                            + order.amount()
                                            + ' '
                                            + order.currency())
                            .collect(Collectors.joining(", "));
            case ReadOrders.Result.Unreadable(List<Detail> problems) ->
                    problems.stream()
                            .map(problem -> problem.field() + ' ' + problem.code())
                            .collect(Collectors.joining(", "));
        };
    }
}
