/// Affiliate networks that offers come from.
@NullMarked
package com.afftok.management.network;

import org.jspecify.annotations.NullMarked;
