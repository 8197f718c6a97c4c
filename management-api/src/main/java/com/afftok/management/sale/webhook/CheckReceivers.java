package com.afftok.management.sale.webhook;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.InvalidRequest;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.address.AddressText;
import com.afftok.shared.webhook.AllowedReceivers;
import com.afftok.shared.webhook.Receiver;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Refuses URLs of webhooks to which the edges would not send, by the same rule.
///
/// This reports mistakes early and is no protection: the addresses of a name can change. A name
/// that cannot be resolved now is accepted. The edges check each address before they connect to it.
@Singleton
final class CheckReceivers {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// Resolves names.
    @FunctionalInterface
    interface Names {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    private final AllowedReceivers allowed;
    private final ExecutorService executor;
    private final Names names;

    @Inject
    CheckReceivers(ApiConfig config, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this(config.webhookReceivers(), executor, InetAddress::getAllByName);
    }

    CheckReceivers(AllowedReceivers allowed, ExecutorService executor, Names names) {
        this.allowed = allowed;
        this.executor = executor;
        this.names = names;
    }

    /// Returns if the edges would send to the URL.
    ///
    /// @param url null if the request has none
    /// @throws InvalidRequest if they would not
    void check(@Nullable String url) {
        Receiver receiver = url == null ? null : Receiver.parse(url);
        Fields fields = new Fields();
        fields.check(
                receiver == null || mayReceive(receiver.host()),
                WebhookUrl.FIELD,
                Problem.NOT_PUBLIC);
        fields.end();
    }

    private boolean mayReceive(String host) {
        byte[] literal = AddressText.parse(host);
        if (literal != null) {
            return allowed.contain(literal);
        }
        return !AllowedReceivers.isNumber(host) && mayReceive(addresses(host));
    }

    /// Of several addresses, the edges choose one that is allowed.
    private boolean mayReceive(List<InetAddress> addresses) {
        return addresses.isEmpty()
                || addresses.stream().anyMatch(address -> allowed.contain(address.getAddress()));
    }

    private List<InetAddress> addresses(String name) {
        Future<List<InetAddress>> found = executor.submit(() -> List.of(names.addresses(name)));
        try {
            return found.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            found.cancel(true);
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
