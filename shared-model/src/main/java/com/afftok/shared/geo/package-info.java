/// Labels of addresses, such as their country: the files with them, of which two are bundled.
@NullMarked
package com.afftok.shared.geo;

import org.jspecify.annotations.NullMarked;
