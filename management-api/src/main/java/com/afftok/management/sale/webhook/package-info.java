/// Webhooks, which report clicks and conversions to users, and their deliveries.
@NullMarked
package com.afftok.management.sale.webhook;

import org.jspecify.annotations.NullMarked;
