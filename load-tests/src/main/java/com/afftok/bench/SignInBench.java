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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/// Measures reads of signed-in users, without and during a storm of sign-ins.
///
/// Reads are sent at a fixed rate, regardless of unanswered reads, and each is measured from the
/// time at which it was due. The storm consists of sign-ins with unknown addresses at a fixed rate,
/// many times the rate that the API can verify. Each sign-in that is not refused costs the hash of
/// a password.
final class SignInBench {

    static final String NAME = "sign-ins";

    /// The users take turns, because concurrent reads of lists are limited per user.
    private static final int READERS = 20;

    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration GOAL = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private final Options options;
    private final String api;
    private final PrintStream out;
    private final AtomicInteger guesses = new AtomicInteger();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();

    SignInBench(Options options, int port, PrintStream out) {
        this.options = options;
        this.api = "http://127.0.0.1:" + port;
        this.out = out;
    }

    /// @param rounds with and without the storm, in turn
    /// @param round length of a round
    /// @param reads per second
    /// @param signIns per second, during the storm
    record Options(Path root, int rounds, Duration round, int reads, int signIns) {

        static final String USAGE =
                """
                usage: ./afftok bench sign-ins [option]...

                  --rounds <1-20>      rounds without and with the storm, in turn (5)
                  --seconds <1-60>     length of a round (10)
                  --reads <1-1000>     reads per second (50)
                  --sign-ins <1-5000>  sign-ins per second during the storm (500)\
                """;

        static Options parse(List<String> arguments) {
            Words words =
                    Words.parse(
                            NAME,
                            arguments,
                            Set.of("--rounds", "--seconds", "--reads", "--sign-ins"),
                            USAGE);
            return new Options(
                    words.root(),
                    words.number("--rounds", 5, 1, 20),
                    Duration.ofSeconds(words.number("--seconds", 10, 1, 60)),
                    words.number("--reads", 50, 1, 1000),
                    words.number("--sign-ins", 500, 1, 5000));
        }
    }

    /// Percentiles of a round's reads in milliseconds, and the numbers of its verified and refused
    /// sign-ins.
    private record Round(double p50, double p99, double most, long verified, long refused) {}

    /// @throws CannotMeasure if a read or a sign-in fails, or no sign-in was verified or refused
    /// @throws MissedGoal if reads are slower than the goal during the storm
    void run() throws IOException, InterruptedException {
        List<String> tokens = new ArrayList<>();
        for (int i = 1; i <= READERS; i++) {
            tokens.add(register("reader" + i));
        }
        out.println("warming up");
        try {
            round(tokens, WARM_UP, true);
        } catch (CannotMeasure cold) {
            out.println("while warming up, " + cold.getMessage());
        }
        List<Round> quiet = new ArrayList<>();
        List<Round> storm = new ArrayList<>();
        for (int number = 1; number <= options.rounds(); number++) {
            quiet.add(round(tokens, options.round(), false));
            storm.add(round(tokens, options.round(), true));
            out.printf(
                    "round %d of %d: p99 %.1f ms without, %.1f ms during the storm%n",
                    number, options.rounds(), quiet.getLast().p99(), storm.getLast().p99());
        }
        long verified = storm.stream().mapToLong(Round::verified).sum();
        long refused = storm.stream().mapToLong(Round::refused).sum();
        if (verified == 0 || refused == 0) {
            throw new CannotMeasure(
                    "%d sign-ins were verified and %d refused: that is no storm"
                            .formatted(verified, refused));
        }
        report(quiet, storm);
        out.println(verdict(Spread.of(p99(storm))));
    }

    private void report(List<Round> quiet, List<Round> storm) {
        double seconds = options.rounds() * WrkReport.seconds(options.round());
        out.printf(
                """

                %d reads a second; medians of %d rounds of %d s, in milliseconds
                                        p50      p99   (least, greatest)   longest
                  without sign-ins  %s
                  during the storm  %s
                %d sign-ins a second: %.0f were verified, %.0f refused with 429
                """,
                options.reads(),
                options.rounds(),
                options.round().toSeconds(),
                row(quiet),
                row(storm),
                options.signIns(),
                storm.stream().mapToLong(Round::verified).sum() / seconds,
                storm.stream().mapToLong(Round::refused).sum() / seconds);
    }

    /// @throws MissedGoal if the median of the storm's rounds is not below the goal
    static String verdict(Spread p99) {
        boolean reached = p99.median() < GOAL.toMillis();
        String text =
                "goal %s: p99 during the storm is %.1f ms, %s %d ms"
                        .formatted(
                                reached ? "reached" : "missed",
                                p99.median(),
                                reached ? "below" : "not below",
                                GOAL.toMillis());
        if (!reached) {
            throw new MissedGoal(text);
        }
        return text;
    }

    private static String row(List<Round> rounds) {
        Spread p99 = Spread.of(p99(rounds));
        return "%7.1f  %7.1f  %7.1f, %7.1f  %9.1f"
                .formatted(
                        Spread.of(rounds.stream().mapToDouble(Round::p50)).median(),
                        p99.median(),
                        p99.least(),
                        p99.greatest(),
                        Spread.of(rounds.stream().mapToDouble(Round::most)).greatest());
    }

    private static DoubleStream p99(List<Round> rounds) {
        return rounds.stream().mapToDouble(Round::p99);
    }

    private Round round(List<String> tokens, Duration length, boolean withStorm)
            throws InterruptedException {
        LongAdder verified = new LongAdder();
        LongAdder refused = new LongAdder();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        Thread storm =
                Thread.startVirtualThread(() -> {
                    if (withStorm) {
                        atRate(options.signIns(), length, _ -> signIn(verified, refused, failures));
                    }
                });
        double[] millis;
        try {
            millis = read(tokens, length);
        } finally {
            storm.join();
        }
        if (!failures.isEmpty()) {
            throw new CannotMeasure(failures.size() + " sign-ins failed: " + failures.peek());
        }
        Arrays.sort(millis);
        return new Round(
                at(millis, 0.5),
                at(millis, 0.99),
                millis[millis.length - 1],
                verified.sum(),
                refused.sum());
    }

    /// Runs a task at a fixed rate per second, and returns when all runs have ended. The task gets
    /// the time at which the run was due, in nanoseconds of `System.nanoTime`.
    private static void atRate(int perSecond, Duration length, LongConsumer task) {
        try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            long count = perSecond * length.toSeconds();
            for (long i = 0; i < count; i++) {
                long due = begin + i * Duration.ofSeconds(1).toNanos() / perSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                tasks.execute(() -> task.accept(due));
            }
        }
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    /// Returns the duration of each read in milliseconds.
    private double[] read(List<String> tokens, Duration length) {
        AtomicInteger number = new AtomicInteger();
        Queue<Double> millis = new ConcurrentLinkedQueue<>();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        atRate(
                options.reads(),
                length,
                due -> {
                    int read = number.getAndIncrement();
                    String path = read / READERS % 2 == 0 ? "/api/offers?limit=20" : "/api/auth/me";
                    String token = tokens.get(read % READERS);
                    int status =
                            status(request(path).header("Authorization", "Bearer " + token).GET());
                    millis.add((System.nanoTime() - due) / 1e6);
                    if (status != 200) {
                        failures.add(path + " answered " + status);
                    }
                });
        if (!failures.isEmpty()) {
            throw new CannotMeasure(failures.size() + " reads failed: " + failures.peek());
        }
        return millis.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void signIn(LongAdder verified, LongAdder refused, Queue<String> failures) {
        int status =
                status(
                        json(
                                "/api/auth/login",
                                "{\"email\":\"nobody%d@example.com\",\"password\":\"Wrong-1234\"}"
                                        .formatted(guesses.incrementAndGet())));
        switch (status) {
            case 401 -> verified.increment();
            case 429 -> refused.increment();
            default -> failures.add("answered " + status);
        }
    }

    private String register(String name) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        json(
                                        "/api/auth/register",
                                        """
                                        {"username": "%1$s", "email": "%1$s@example.com",
                                         "password": "Correct-9-Horses", "full_name": "A Reader",
                                         "role": "promoter", "country": "SA"}
                                        """
                                                .formatted(name))
                                .build(),
                        BodyHandlers.ofString());
        Matcher token = TOKEN.matcher(answer.body());
        if (answer.statusCode() != 201 || !token.find()) {
            throw new CannotMeasure("nobody could register: " + answer.body());
        }
        return token.group(1);
    }

    /// 0 if there was no answer.
    private int status(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private HttpRequest.Builder json(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api + path)).timeout(LIMIT);
    }
}
