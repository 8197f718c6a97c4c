/// Identifiers as types, so that one cannot be passed where another belongs.
@NullMarked
package com.afftok.shared.id;

import org.jspecify.annotations.NullMarked;
