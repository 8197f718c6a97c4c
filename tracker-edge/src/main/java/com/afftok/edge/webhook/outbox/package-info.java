/// Events for webhooks, from the outbox to the receivers: inserted, dispatched, sent, retried, fair
/// between webhooks, and deleted when they are old.
@NullMarked
package com.afftok.edge.webhook.outbox;

import org.jspecify.annotations.NullMarked;
