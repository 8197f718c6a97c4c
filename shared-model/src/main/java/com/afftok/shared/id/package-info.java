/// Ids as types, so that they cannot be confused.
@NullMarked
package com.afftok.shared.id;

import org.jspecify.annotations.NullMarked;
