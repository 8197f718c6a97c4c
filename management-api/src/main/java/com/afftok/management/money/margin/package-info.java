/// The margin of the platform.
@NullMarked
package com.afftok.management.money.margin;

import org.jspecify.annotations.NullMarked;
