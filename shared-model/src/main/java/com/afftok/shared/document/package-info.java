/// Documents that more than one service shows or reads.
@NullMarked
package com.afftok.shared.document;

import org.jspecify.annotations.NullMarked;
