package com.afftok.edge.webhook.outbox;

import com.afftok.edge.webhook.outbox.SelectReceivers.DueReceiver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Assigns the attempts that an edge has room for. It works in rounds: each round assigns one
/// attempt to each webhook, and the first round is for webhooks without an attempt in flight. Half
/// of the room is reserved for the first round, so that only very many slow receivers can delay
/// others. A webhook whose last attempt failed gets one attempt.
final class ShareRoom {

    private ShareRoom() {}

    /// The maximum number of deliveries to lease, by webhook.
    ///
    /// @param due the webhook that has waited longest is first
    static Map<Long, Integer> of(
            List<DueReceiver> due, OpenAttempts inFlight, WebhookSettings bounds) {
        Map<Long, Integer> shares = new LinkedHashMap<>();
        OpenAttempts planned = inFlight.copy();
        for (int round = 1; round <= bounds.inFlightOfOne(); round++) {
            int room = round == 1 ? bounds.inFlight() : (bounds.inFlight() + 1) / 2;
            for (DueReceiver receiver : due) {
                long webhook = receiver.webhook();
                boolean mine = planned.ofWebhook(webhook) == round - 1;
                if (mine
                        && planned.total() < room
                        && planned.ofAccount(receiver.account()) < bounds.inFlightOfAccount()
                        && !(receiver.failing() && round > 1)) {
                    planned.add(webhook, receiver.account());
                    shares.merge(webhook, 1, Integer::sum);
                }
            }
        }
        return shares;
    }
}
