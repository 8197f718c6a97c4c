/// Affiliate networks that offers come from.
@NullMarked
package com.afftok.management.tracking.network;

import org.jspecify.annotations.NullMarked;
