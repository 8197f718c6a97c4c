/// An attempt at a delivery: message, signature, address, request, and result.
@NullMarked
package com.afftok.edge.webhook.delivery;

import org.jspecify.annotations.NullMarked;
