/// Terms with versions: a change adds one and never alters what was in force before.
@NullMarked
package com.afftok.management.sale.version;

import org.jspecify.annotations.NullMarked;
