/// Affiliate networks from which offers come.
@NullMarked
package com.afftok.management.tracking.network;

import org.jspecify.annotations.NullMarked;
