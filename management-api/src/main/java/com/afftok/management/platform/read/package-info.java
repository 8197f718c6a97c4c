/// Limits of long reads: how many run at a time, for each caller, and for how long.
@NullMarked
package com.afftok.management.platform.read;

import org.jspecify.annotations.NullMarked;
