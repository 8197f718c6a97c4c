/// The statements on outbox, deliveries and webhooks: events come in, deliveries are taken and
/// their attempts recorded.
@NullMarked
package com.afftok.edge.webhook.outbox;

import org.jspecify.annotations.NullMarked;
