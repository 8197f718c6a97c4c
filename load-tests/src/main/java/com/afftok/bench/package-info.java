/// Measures the platform under load, side by side with what others would build in its place.
@NullMarked
package com.afftok.bench;

import org.jspecify.annotations.NullMarked;
