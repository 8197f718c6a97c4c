/// Configuration as typed values, read once, with all problems reported together.
@NullMarked
package com.afftok.shared.config;

import org.jspecify.annotations.NullMarked;
