/// What clients may rely on, where more than one service shows it.
@NullMarked
package com.afftok.shared.document;

import org.jspecify.annotations.NullMarked;
