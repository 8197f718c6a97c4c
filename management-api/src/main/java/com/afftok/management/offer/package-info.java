/// Offers: what advertisers pay promoters for.
@NullMarked
package com.afftok.management.offer;

import org.jspecify.annotations.NullMarked;
