/// Configuration as typed values, read once, with all its errors reported together.
@NullMarked
package com.afftok.shared.config;

import org.jspecify.annotations.NullMarked;
