/// Where users want to be told of clicks and conversions, and what became of what was sent there.
@NullMarked
package com.afftok.management.sale.webhook;

import org.jspecify.annotations.NullMarked;
