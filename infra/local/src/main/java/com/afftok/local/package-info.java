/// The embedded stack behind ./afftok up.
@NullMarked
package com.afftok.local;

import org.jspecify.annotations.NullMarked;
