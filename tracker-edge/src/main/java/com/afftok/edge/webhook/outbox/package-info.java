/// Events for webhooks, from the outbox to the receivers: inserted, dispatched, sent, retried, fair
/// between webhooks, and given up when their time is over.
@NullMarked
package com.afftok.edge.webhook.outbox;

import org.jspecify.annotations.NullMarked;
