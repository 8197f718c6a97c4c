/// The management API: its start, its end, and what stands between.
@NullMarked
package com.afftok.management;

import org.jspecify.annotations.NullMarked;
