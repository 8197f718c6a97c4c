package com.afftok.edge.webhook.outbox;

import com.afftok.edge.webhook.outbox.SelectReceivers.DueReceiver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decides who gets the attempts that an edge has room for: in rounds, one for each webhook, those
/// first that have none under way. Half of all room is for such first attempts alone, so that it
/// takes very many slow receivers to delay the others. One whose last attempt failed gets a single
/// one.
final class ShareRoom {

    private ShareRoom() {}

    /// How many deliveries to take of each webhook, at most.
    ///
    /// @param due whoever waits longest first
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
