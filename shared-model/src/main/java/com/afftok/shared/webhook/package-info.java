/// Receivers of webhooks: the rules for saving and for sending.
@NullMarked
package com.afftok.shared.webhook;

import org.jspecify.annotations.NullMarked;
