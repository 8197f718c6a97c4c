package com.afftok.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Measures lists of balances, postings and payouts with many postings: one request after the
/// other, by promoters of whom one has half of all postings, and by an administrator.
final class BalanceBench {

    static final String NAME = "balances";

    private static final int PROMOTERS = 20;
    private static final String ADMIN = "finance@example.com";
    private static final Duration GOAL = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    /// Some of them match nothing, or old rows alone.
    private static final List<String> OF_PROMOTERS =
            List.of(
                    "/api/balance",
                    "/api/payouts",
                    "/api/payouts?status=failed",
                    "/api/ledger",
                    "/api/ledger?account=promoter_available",
                    "/api/ledger?account=paid_out",
                    "/api/ledger?currency=EUR",
                    "/api/ledger?kind=payout_request",
                    "/api/ledger?kind=adjustment");

    private static final List<String> OF_ADMINISTRATORS =
            List.of(
                    "/api/admin/payouts",
                    "/api/admin/payouts?status=requested",
                    "/api/admin/payouts?status=failed");

    private final Options options;
    private final Servers servers;
    private final Children children;
    private final int port;
    private final PrintStream out;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();

    BalanceBench(Options options, Servers servers, Children children, int port, PrintStream out) {
        this.options = options;
        this.servers = servers;
        this.children = children;
        this.port = port;
        this.out = out;
    }

    /// @param postings in all
    /// @param reads of each list
    record Options(Path root, int postings, int reads) {

        static final String USAGE =
                """
                usage: ./afftok bench balances [option]...

                  --postings <10000-20000000>  postings in the ledger (1000000)
                  --reads <20-10000>           reads of each list (400)\
                """;

        static Options parse(List<String> arguments) {
            Words words = Words.parse(NAME, arguments, Set.of("--postings", "--reads"), USAGE);
            return new Options(
                    words.root(),
                    words.number("--postings", 1_000_000, 10_000, 20_000_000),
                    words.number("--reads", 400, 20, 10_000));
        }
    }

    /// Percentiles of a list's reads, in milliseconds.
    record Read(String path, double p50, double p99, double most) {}

    /// @throws CannotMeasure if a read fails
    /// @throws MissedGoal if a list is slower than the goal
    void run() throws IOException, InterruptedException, SQLException {
        List<String> promoters = new ArrayList<>();
        for (int i = 1; i <= PROMOTERS; i++) {
            promoters.add(register("promoter" + i));
        }
        long admin = servers.addAdministrator(ADMIN);
        out.printf("inserting %d postings%n", options.postings());
        servers.addPostings(options.postings(), admin);
        String token = StartApi.token(children, servers, options.root(), ADMIN);
        List<Read> all = new ArrayList<>();
        for (String path : OF_PROMOTERS) {
            all.add(read(path, promoters));
        }
        for (String path : OF_ADMINISTRATORS) {
            all.add(read(path, List.of(token)));
        }
        out.println(report(all));
        out.println(verdict(all));
    }

    private Read read(String path, List<String> tokens) throws IOException, InterruptedException {
        double[] millis = new double[options.reads()];
        for (int i = -tokens.size(); i < millis.length; i++) {
            // every second read is that of the largest account
            String token = tokens.get(i % 2 == 0 ? 0 : Math.abs(i) % tokens.size());
            long begin = System.nanoTime();
            HttpResponse<String> answer =
                    client.send(
                            request(path).header("Authorization", "Bearer " + token).GET().build(),
                            BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new CannotMeasure(
                        "%s answered %d: %s".formatted(path, answer.statusCode(), answer.body()));
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(millis);
        return new Read(path, at(millis, 0.5), at(millis, 0.99), millis[millis.length - 1]);
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private String report(List<Read> all) {
        StringBuilder table =
                new StringBuilder(
                        "%n%d postings, %d reads of each list, in milliseconds%n%-45s      p50      p99  longest%n"
                                .formatted(options.postings(), options.reads(), ""));
        for (Read one : all) {
            table.append(
                    "%-45s %8.1f %8.1f %8.1f%n"
                            .formatted(one.path(), one.p50(), one.p99(), one.most()));
        }
        return table.toString();
    }

    /// @throws MissedGoal if the p99 of a list is not below the goal
    static String verdict(List<Read> all) {
        List<String> slow =
                all.stream().filter(one -> one.p99() >= GOAL.toMillis()).map(Read::path).toList();
        if (!slow.isEmpty()) {
            throw new MissedGoal(
                    "goal missed: p99 is not below %d ms of %s"
                            .formatted(GOAL.toMillis(), String.join(", ", slow)));
        }
        return "goal reached: p99 of each list is below %d ms".formatted(GOAL.toMillis());
    }

    private String register(String name) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        request("/api/auth/register")
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                """
                                                {"username": "%1$s", "email": "%1$s@example.com",
                                                 "password": "Correct-9-Horses", "full_name": "A Reader",
                                                 "role": "promoter", "country": "SA"}
                                                """
                                                        .formatted(name)))
                                .build(),
                        BodyHandlers.ofString());
        Matcher token = TOKEN.matcher(answer.body());
        if (answer.statusCode() != 201 || !token.find()) {
            throw new CannotMeasure("nobody could register: " + answer.body());
        }
        return token.group(1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(LIMIT);
    }
}
