/// The effects of a move of a conversion.
@NullMarked
package com.afftok.shared.conversion.move;

import org.jspecify.annotations.NullMarked;
