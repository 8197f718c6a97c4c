/// Caps of what promoters are paid for an offer, with versions.
@NullMarked
package com.afftok.management.sale.cap;

import org.jspecify.annotations.NullMarked;
