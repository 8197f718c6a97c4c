package com.afftok.local;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// Runs the platform on this machine.
///
/// Servers start before services and stop after them. A [Keeper] keeps each part running. Whatever
/// ends the platform, the thread that started all parts stops them in order.
final class Platform {

    /// The time after a start before background work begins.
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private static final Duration LOGS_LOOKED_AT = Duration.ofMinutes(1);

    private final Plan plan;
    private final Screen screen;
    private final StopSignal stop = new StopSignal();
    private final Queue<Thread> keepers = new ConcurrentLinkedQueue<>();

    Platform(Plan plan, Screen screen) {
        this.plan = plan;
        this.screen = screen;
    }

    /// Returns when everything has stopped.
    ///
    /// @throws CannotStart if the platform cannot run
    void up() {
        try (Home home = Home.open(plan.configuration().home())) {
            run(home);
        } catch (IOException | InterruptedException failure) {
            throw new CannotStart(String.valueOf(failure.getMessage()), failure);
        } finally {
            stop.finished();
        }
        CannotStart failure = stop.failure();
        if (failure != null) {
            throw failure;
        }
    }

    private void run(Home home) throws IOException, InterruptedException {
        Secrets secrets = Secrets.in(home.folder(), plan.random());
        Services.stopOrphans(home);
        Servers.stopOrphans(home, secrets);
        GivenServers.check(plan.configuration());
        Addresses addresses = Addresses.free(plan.configuration());
        Servers servers = Servers.of(plan.configuration(), home, secrets, addresses);
        Services services = new Services(plan, home, secrets, addresses, servers);
        List<Part> serviceProcesses = services.all(stop);
        try {
            startTogether(servers.own());
            if (stop.requested()) {
                return;
            }
            Migrations.apply(servers.owner(), servers.database().user());
            PrepareDatabase.Prepared prepared =
                    PrepareDatabase.run(servers.database(), plan, secrets);
            if (stop.requested()) {
                return;
            }
            startTogether(serviceProcesses);
            if (stop.requested()) {
                return;
            }
            keepers.add(Thread.ofVirtual().name("rotate logs").start(() -> rotateLogs(home)));
            Running.note(home, services.environment());
            new Welcome(plan, home, secrets, addresses, services).show(prepared, screen);
            if (!stop.await(SETTLED)) {
                services.makeArchives(stop);
            }
            stop.await();
        } finally {
            stop.request();
            Running.forget(home);
            screen.line("Stopping");
            stopInOrder(serviceProcesses, servers.own());
        }
    }

    /// Starts parts in parallel. Returns when all serve, or when each serves or has failed;
    /// failures request the stop.
    private void startTogether(List<Part> parts) throws InterruptedException {
        if (parts.isEmpty()) {
            return;
        }
        screen.line("Starting " + String.join(" and ", parts.stream().map(Part::name).toList()));
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        together(parts, part -> start(part, failures));
        if (!failures.isEmpty()) {
            stop.request(new CannotStart(String.join("\n", failures)));
        }
    }

    private void start(Part part, Queue<String> failures) {
        try {
            keepers.add(Keeper.start(part, stop, screen));
        } catch (CannotStart failure) {
            failures.add(String.valueOf(failure.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void rotateLogs(Home home) {
        try {
            while (!stop.await(LOGS_LOOKED_AT)) {
                home.rotateLogs();
            }
        } catch (IOException failure) {
            screen.problem("Log rotation stopped: " + failure.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopInOrder(List<Part> services, List<Part> servers) throws InterruptedException {
        for (Thread keeper : keepers) {
            keeper.join();
        }
        together(services, this::stop);
        servers.forEach(this::stop);
    }

    private static void together(List<Part> parts, Consumer<Part> step)
            throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Part part : parts) {
            threads.add(Thread.startVirtualThread(() -> step.accept(part)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void stop(Part part) {
        try {
            part.stop();
        } catch (IOException failure) {
            screen.problem("Cannot stop %s: %s".formatted(part.name(), failure.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
