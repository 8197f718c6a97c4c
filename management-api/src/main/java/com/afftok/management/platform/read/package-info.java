/// Reads that may be long: how many run at a time, for whom, and for how long.
@NullMarked
package com.afftok.management.platform.read;

import org.jspecify.annotations.NullMarked;
