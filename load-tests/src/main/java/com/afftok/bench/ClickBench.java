package com.afftok.bench;

import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.KeyRing;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Compares the edge with its rivals: the same clicks, Redis and machine, in alternating rounds.
///
/// After each round of the edge, the benchmark waits until its clicks are in PostgreSQL, and
/// compares their number with the redirects that wrk read. At the end, a client that reads each
/// answer compares the click ids, too.
final class ClickBench {

    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(45);
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    private final Options options;
    private final Children children;
    private final Servers servers;
    private final List<Contender> contenders;
    private final EdgeMetrics edge;
    private final RunWrk wrk;
    private final Visitors visitors;
    private final PrintStream out;
    private Account account = Account.NOTHING;

    ClickBench(
            Options options,
            Children children,
            Servers servers,
            List<Contender> contenders,
            EdgeMetrics edge,
            RunWrk wrk,
            PrintStream out) {
        this.options = options;
        this.children = children;
        this.servers = servers;
        this.contenders = List.copyOf(contenders);
        this.edge = edge;
        this.wrk = wrk;
        this.visitors = new Visitors(keys(), AddLinks.LINKS);
        this.out = out;
    }

    /// @throws CannotMeasure if a contender doesn't redirect, or a click was lost
    void run() throws IOException, InterruptedException, SQLException {
        contenders.forEach(this::look);
        servers.drained(edge);
        servers.clear();
        List<Table> tables = new ArrayList<>();
        boolean warm = false;
        for (Fsync fsync : options.fsyncs()) {
            servers.prepare(fsync);
            for (Connections connections : options.connections()) {
                tables.add(measure(fsync, connections, warm ? WARM_UP : FIRST_WARM_UP));
                warm = true;
            }
        }
        CountClicks.Counted counted = count();
        boolean everyOne = servers.clickIds().equals(counted.ids());

        tables.forEach(table -> out.println("\n" + table.text()));
        out.println("\n" + Table.LEGEND);
        report(counted, everyOne);
        if (!account.holds() || !everyOne || counted.redirects() != counted.ids().size()) {
            throw new CannotMeasure("redirects and rows do not agree");
        }
    }

    private Table measure(Fsync fsync, Connections connections, Duration warmUp)
            throws IOException, InterruptedException, SQLException {
        String title = connections.words() + ", appendfsync " + fsync;
        Path script = WriteWrkScript.write(children.folder(), visitors, connections);
        List<Contender> turn = new ArrayList<>(contenders);
        if (fsync != options.fsyncs().getFirst()) {
            turn.removeIf(contender -> !contender.kind().keepsClicks());
        }
        for (Contender contender : turn) {
            out.println("warming up: " + contender.kind().words() + ", " + title);
            load(contender, script, 0, warmUp);
        }
        List<Round> rounds = new ArrayList<>();
        for (int number = 1; number <= options.rounds(); number++) {
            for (Contender contender : turn) {
                Round round = load(contender, script, number, options.round());
                rounds.add(round);
                out.printf(
                        "round %d of %d, %s: %s %.0f clicks/s%n",
                        number,
                        options.rounds(),
                        title,
                        contender.kind().words(),
                        round.wrk().redirectsPerSecond());
            }
            Collections.rotate(turn, 1);
        }
        return new Table(title, rounds);
    }

    private Round load(Contender contender, Path script, int number, Duration duration)
            throws IOException, InterruptedException, SQLException {
        CpuMeter meter =
                new CpuMeter(
                        contender.process(), servers.redisProcess(), servers.postgresProcess());
        WrkReport report = wrk.run(script, contender.port(), duration);
        CpuMeter.Busy busy = meter.read(report);
        if (contender.kind() == Contender.Kind.EDGE) {
            account =
                    account.plus(
                            new Account(
                                    report.redirects(),
                                    servers.drained(edge),
                                    RunWrk.CONNECTIONS + report.failures()));
        }
        servers.clear();
        return new Round(contender.kind(), number, report, busy);
    }

    private CountClicks.Counted count() throws IOException, InterruptedException, SQLException {
        Contender counted = edge();
        out.println("counting " + options.clicks() + " clicks one by one");
        CountClicks.Counted result =
                new CountClicks(visitors, new ClickCodes(keys()))
                        .send(counted.port(), options.clicks());
        servers.drained(edge);
        return result;
    }

    private void report(CountClicks.Counted counted, boolean everyOne) throws IOException {
        out.printf(
                """

                clicks of the edge in PostgreSQL
                  under wrk, which stops with up to %d answers unread a run:
                    302 read %d, rows %d: %s
                  from a client that reads every answer, %d clicks:
                    302 read %d, signed click ids %d, rows %s: %s
                  kept in the journal because Redis was slow, all in all: %d
                """,
                RunWrk.CONNECTIONS,
                account.redirects(),
                account.rows(),
                account.holds() ? "none lost, none twice" : "THEY DO NOT AGREE",
                options.clicks(),
                counted.redirects(),
                counted.ids().size(),
                everyOne ? "with the same ids" : "with others",
                everyOne ? "none lost, none twice" : "THEY DO NOT AGREE",
                edge.throughJournal());
    }

    /// Sends a single click: a contender that does not redirect is not measured.
    private void look(Contender contender) {
        String answer;
        try {
            answer = Loopback.ask(contender.port(), visitors.request(0, 0, Connections.NEW));
        } catch (IOException failure) {
            throw new CannotMeasure(contender.kind().words() + " does not answer", failure);
        }
        boolean redirects =
                answer.startsWith("HTTP/1.1 302")
                        && hasHeader(answer, "location: https://shop.example.com/offers/");
        if (!redirects || (contender.kind().keepsClicks() && !hasHeader(answer, "x-click-id: "))) {
            throw new CannotMeasure(
                    "%s does not redirect:\n%s".formatted(contender.kind().words(), answer));
        }
    }

    private static boolean hasHeader(String answer, String start) {
        return answer.lines()
                .anyMatch(line -> line.regionMatches(true, 0, start, 0, start.length()));
    }

    private Contender edge() {
        Optional<Contender> found =
                contenders.stream().filter(one -> one.kind() == Contender.Kind.EDGE).findFirst();
        return found.orElseThrow(() -> new IllegalStateException("there is no edge"));
    }

    private static KeyRing keys() {
        return KeyRing.parse(StartEdge.KEYS);
    }
}
