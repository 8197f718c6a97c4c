/// The management API: start and shutdown.
@NullMarked
package com.afftok.management;

import org.jspecify.annotations.NullMarked;
