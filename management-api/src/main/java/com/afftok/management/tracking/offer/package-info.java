/// Offers: what advertisers pay promoters for.
@NullMarked
package com.afftok.management.tracking.offer;

import org.jspecify.annotations.NullMarked;
