/// The error codes of the public interfaces.
@NullMarked
package com.afftok.shared.error;

import org.jspecify.annotations.NullMarked;
