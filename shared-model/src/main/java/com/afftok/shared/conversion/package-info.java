/// The states of a conversion and its permitted moves.
@NullMarked
package com.afftok.shared.conversion;

import org.jspecify.annotations.NullMarked;
