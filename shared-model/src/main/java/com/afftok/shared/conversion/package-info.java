/// What a conversion can be, and which moves it may make.
@NullMarked
package com.afftok.shared.conversion;

import org.jspecify.annotations.NullMarked;
