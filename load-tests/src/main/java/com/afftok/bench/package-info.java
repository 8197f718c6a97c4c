/// Measures the platform under load, and compares it with alternatives.
@NullMarked
package com.afftok.bench;

import org.jspecify.annotations.NullMarked;
