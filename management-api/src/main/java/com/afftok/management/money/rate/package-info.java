/// Exchange rates by day, which administrators enter. No booking depends on them.
@NullMarked
package com.afftok.management.money.rate;

import org.jspecify.annotations.NullMarked;
